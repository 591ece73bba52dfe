"""What is published of node_modules: the list and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from credit_portal.shared.finders import NodeModulesFinder


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
