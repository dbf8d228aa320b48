"""QR codes of links, as drawings."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe

BORDER = 4  # the quiet zone that readers need, in modules


def svg_of(address: str, *, scale: int = 5) -> SafeString:
    """An SVG to stand in a page, black on white also in the dark."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(
        scale=scale, border=BORDER, light="#fff", svgclass="pl-qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308  drawn by segno from modules; holds no text of ours


def svg_file_of(address: str) -> str:
    """The same as a file of its own, for print."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", scale=10, border=BORDER, light="#fff"
    )
    return drawing.getvalue().decode()
