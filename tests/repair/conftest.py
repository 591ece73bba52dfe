"""What the tests of repair share."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from entities.models import Entity
from tests.factories.accounts import MandateFactory
from tests.factories.entities import NOW

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def national_pack(settings) -> None:
    """Order 36 alone: proof of fulfilment and commitment, no further ways."""
    settings.PORTAL_DEFAULT_PACK = "national_2026"


@pytest.fixture
def catalogue(db: None) -> None:
    install_catalogue(by=SystemActor("测试"), at=NOW)


@pytest.fixture
def owner_of(as_user: Callable[[User], Client]) -> Callable[[Entity], User]:
    """A user with a mandate for a business, logged in."""

    def log_in(entity: Entity) -> User:
        user = MandateFactory(uscc=entity.uscc).user
        as_user(user)
        return user

    return log_in


def scan(name: str = "凭证.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def text_of(pdf: bytes) -> str:
    """The words of a letter, without the breaks of its lines."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")
