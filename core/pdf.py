"""PDF from our own typst sources: tagged for screen readers, compiled in this process.

A source lies beside the templates as <name>.typ and reads its data with
`json(bytes(sys.inputs.data))`, so that nothing typed by people is ever read as typst.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import typst
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

# PDF/UA: whoever reads with a screen reader gets the same document. It is also checked by typst:
# an image without words for it does not compile.
STANDARD: Final = "ua-1"
NO_LETTER: Final = "could not be displayed with font"
FONTS = "static/vendor/uswds/fonts/public-sans"


def pdf_of(name: str, data: Mapping[str, Any]) -> bytes:
    """The document of a source, such as "surveys/poster.typ", with this data.

    Fonts are ours and those inside typst, never those of the machine: the same everywhere.
    """
    try:
        return _compiled(name, data, pdf_standards=STANDARD)
    except typst.TypstError as trouble:
        # A name in a script that no font of ours has: a document with a box in it is better than
        # none, but the standard does not allow one.
        if NO_LETTER not in str(trouble):
            raise
        return _compiled(name, data)


def _compiled(name: str, data: Mapping[str, Any], **more: Any) -> bytes:
    templates = settings.BASE_DIR / "templates"
    fonts = settings.BASE_DIR / FONTS
    made: bytes = typst.compile(
        str(templates / name),
        root=str(templates),
        font_paths=[str(fonts)] if fonts.exists() else [],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        **more,
    )
    return made
