"""PDF documents by typst: one template and a JSON of values, nothing fetched from anywhere."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn
from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    import typst

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


@cache
def _compiler() -> "typst.Compiler":
    """One compiler for the process: loading the CJK fonts costs more than a letter does.

    Typst itself is loaded here: most processes never print anything.
    """
    import typst

    return typst.Compiler(root=str(settings.BASE_DIR), font_paths=[str(FONTS)])


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """Render ``templates/<template>`` (a ``.typ`` file) to PDF.

    The template reads its values by ``json(bytes(sys.inputs.data))``: text stays text there, so
    nothing a business wrote can become markup.
    """
    path = settings.BASE_DIR / "templates" / template
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    pdf = _compiler().compile(input=str(path), format="pdf", sys_inputs=inputs)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gives one document for PDF")
    return pdf


def inline_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows, ready to print."""
    disposition = content_disposition_header(as_attachment=False, filename=name) or "inline"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
