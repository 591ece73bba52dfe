"""Markdown to sanitised HTML.

The reader shows tags of the text instead of passing them on; what it makes is cleaned all the
same, so that nothing depends on one library. Images are left out: a government network has no
other hosts.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from credit_portal.shared.masking import mask_in_text

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
LINKS = {"http", "https", "mailto"}  # beside relative ones
HIGHEST_HEADING = "h2"  # the title of the page is its only h1
_reader = MarkdownIt("js-default", {"html": False, "linkify": False}).disable("image")


def rendered(text: str) -> SafeString:
    """The text as everybody reads it; personal numbers in it are masked."""
    tokens = _reader.parse(mask_in_text(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = max(token.tag, HIGHEST_HEADING)
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=LINKS, link_rel=None)
    return mark_safe(clean)  # noqa: S308 - cleaned in the line before
