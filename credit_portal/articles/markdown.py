"""Markdown to HTML that is safe by construction.

Tags in the text are shown, never passed on; images are left out, since a government network has
no other hosts; a link leads to the web, to a mailbox or within the portal.
"""

import re

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from credit_portal.shared.masking import mask_in_text

# Relative, or one of three schemes; a colon before the first slash would be another scheme.
ALLOWED_LINK = re.compile(r"(?:https?://|mailto:|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)
HIGHEST_HEADING = "h2"  # the title of the page is its only h1


def rendered(text: str) -> SafeString:
    """The text as everybody reads it; personal numbers in it are masked."""
    tokens = _reader.parse(mask_in_text(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = max(token.tag, HIGHEST_HEADING)
    # The reader escapes every tag of the text itself.
    return mark_safe(_reader.renderer.render(tokens, _reader.options, {}))  # noqa: S308


def _make_reader() -> MarkdownIt:
    reader = MarkdownIt("js-default", {"html": False, "linkify": False}).disable("image")
    reader.validateLink = _is_allowed  # type: ignore[method-assign]
    return reader


def _is_allowed(url: str) -> bool:
    return bool(ALLOWED_LINK.match(url.strip()))


_reader = _make_reader()
