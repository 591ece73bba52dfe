"""What the tests of commitments share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments import defaults
from credit_portal.shared.actors import SystemActor
from tests.factories.entities import NOW

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
