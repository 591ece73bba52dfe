"""Publishes single files of node_modules as static files; nothing that is not on the list."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage


class _ListedFiles(FileSystemStorage):
    """node_modules read under the static names of ``settings.NODE_MODULES_FILES``."""

    def path(self, name: str) -> str:
        return super().path(settings.NODE_MODULES_FILES[name])


class NodeModulesFinder(BaseFinder):
    """Finds the files of ``settings.NODE_MODULES_FILES`` (static name → path in node_modules)."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = _ListedFiles(location=settings.BASE_DIR / "node_modules")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in settings.NODE_MODULES_FILES or not self.storage.exists(path):
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in settings.NODE_MODULES_FILES:
            yield name, self.storage
