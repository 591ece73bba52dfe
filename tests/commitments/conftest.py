"""What the tests of commitments share."""

import dataclasses
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments import defaults
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import SystemActor
from tests.factories.entities import NOW, TODAY

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def letters(db) -> None:
    defaults.install(by=SystemActor("测试"), at=NOW)


@pytest.fixture
def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("扫描件.pdf", PDF, content_type="application/pdf")


@pytest.fixture
def pack_says(db, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the pack in force say something else of commitments."""

    def say(**values: object) -> None:
        pack = pack_in_force(TODAY)
        said = {
            name: dataclasses.replace(getattr(pack.commitments, name), value=value)
            for name, value in values.items()
        }
        changed = dataclasses.replace(
            pack, commitments=dataclasses.replace(pack.commitments, **said)
        )
        for room in ("selectors", "querysets", "services.breaches"):
            monkeypatch.setattr(f"commitments.{room}.pack_in_force", lambda on: changed)

    return say
