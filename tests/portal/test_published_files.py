"""What is published of node_modules: the list and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from credit_portal.shared.finders import NodeModulesFinder
from credit_portal.shared.static_storage import PublishedStaticFilesStorage


@pytest.mark.parametrize("name", sorted(settings.NODE_MODULES_FILES))
def test_every_listed_file_is_found(name):
    assert Path(finders.find(name)).is_file()


@pytest.mark.parametrize(
    "name", ["@tabler/core/package.json", "vendor/../package.json", "vendor/icons/nope.svg"]
)
def test_nothing_else_is_found(name):
    assert not NodeModulesFinder().find(name)
    assert NodeModulesFinder().find(name, find_all=True) == []


def test_the_list_is_what_is_collected():
    collected = dict(NodeModulesFinder().list(None))
    assert set(collected) == set(settings.NODE_MODULES_FILES)
    assert collected["vendor/icons/search.svg"].exists("vendor/icons/search.svg")


def test_without_packages_nothing_is_found(settings, tmp_path):
    """An empty list: anything else would count among Django's findings."""
    settings.BASE_DIR = tmp_path
    assert NodeModulesFinder().find("vendor/icons/search.svg") == []


def test_whoever_serves_the_collected_files_may_read_them(tmp_path):
    options = settings.STORAGES["staticfiles"]["OPTIONS"]
    storage = PublishedStaticFilesStorage(location=tmp_path, **options)
    collected = Path(storage.path(storage.save("css/page.css", ContentFile(b"a{}"))))
    assert collected.stat().st_mode & 0o777 == 0o644
    assert collected.parent.stat().st_mode & 0o777 == 0o755
