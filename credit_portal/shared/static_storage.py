"""Static files under names that carry their hash, compressed once."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


def _is_source_map(pattern: Any) -> bool:
    return "sourceMappingURL" in (pattern if isinstance(pattern, str) else pattern[0])


class PublishedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """As WhiteNoise does it, except that source maps may be missing: packages leave them out."""

    keep_intermediate_files = False
    patterns = tuple(
        (glob, tuple(pattern for pattern in patterns if not _is_source_map(pattern)))
        for glob, patterns in CompressedManifestStaticFilesStorage.patterns
    )
