"""Cuts the few USWDS rules that respondents' pages use out of the whole style sheet.

They come on a phone, often once, and must not load half a megabyte. Nothing of it is committed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plnetwork.local.places import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = PROJECT / "static" / "vendor" / "uswds" / "css"
WHOLE = FOLDER / "uswds.min.css"
CUT = FOLDER / "answer.min.css"

# Classes of templates/surveys/answer and templates/surveys/open; a test compares them.
USED = {
    "usa-alert",
    "usa-alert--error",
    "usa-alert--warning",
    "usa-alert__body",
    "usa-alert__heading",
    "usa-alert__text",
    "usa-button",
    "usa-button--big",
    "usa-button--outline",
    "usa-button--unstyled",
    "usa-checkbox",
    "usa-checkbox__input",
    "usa-checkbox__input--tile",
    "usa-checkbox__label",
    "usa-error-message",
    "usa-fieldset",
    "usa-focus",
    "usa-hint",
    "usa-input",
    "usa-label",
    "usa-legend",
    "usa-radio",
    "usa-radio__input",
    "usa-radio__input--tile",
    "usa-radio__label",
    "usa-skipnav",
    "usa-sr-only",
    "usa-textarea",
}
CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
NEGATED = re.compile(r":not\([^()]*\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WITH_RULES = ("@media", "@supports")


def main() -> None:
    """Cut anew when the whole sheet or this list is newer."""
    newest = max(WHOLE.stat().st_mtime, PROJECT.joinpath(__file__).stat().st_mtime)
    if not CUT.exists() or CUT.stat().st_mtime < newest:
        CUT.write_text(cut(WHOLE.read_text()))


def cut(css: str) -> str:
    """Only the rules for bare elements and for classes that are used; no fonts, no animations."""
    return "".join(_kept(COMMENT.sub("", css)))


def _kept(css: str) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith(WITH_RULES):
            if inside := "".join(_kept(body)):
                yield f"{head}{{{inside}}}"
        elif not head.startswith("@"):
            selectors = [one for one in head.split(",") if _is_used(one)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Each head with what stands in its braces; statements without braces are left out."""
    depth = start = 0
    head = ""
    for found in re.finditer(r"[{};]", css):
        sign, at = found.group(), found.start()
        if sign == "{":
            if depth == 0:
                head, start = css[start:at].strip(), at + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start:at]
                start = at + 1
        elif depth == 0:
            start = at + 1


def _is_used(selector: str) -> bool:
    return set(CLASS.findall(NEGATED.sub("", selector))) <= USED


if __name__ == "__main__":
    main()
