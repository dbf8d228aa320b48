"""The words of a message, from `templates/<app>/emails/<name>.txt`, and their parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from core import mail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PLACEHOLDER = re.compile(r"\[\[[\w.]+\]\]")
LINK_LINE = re.compile(rf"(?:https?://\S+|{PLACEHOLDER.pattern})")
LONGEST_SUBJECT = 200
DEFAULT_BUTTON = "Open the page"


class Words(NamedTuple):
    """A subject of one line, a plain body, the words of its link, and why it comes."""

    subject: str
    body: str
    button: str = DEFAULT_BUTTON
    why: str = ""


class Part(NamedTuple):
    """A piece of a body: "words", "list" or "link", with its lines."""

    kind: str
    lines: list[str]


def words_of(kind: str, context: Mapping[str, Any], secret_names: Iterable[str] = ()) -> Words:
    """Render the template of a kind; each secret becomes [[its name]].

    The template begins with "Subject: …" and may go on with "Button: …" and "Why: …"; after an
    empty line follows the body. Plain text, so nothing is escaped here.
    """
    app, _, name = kind.partition("/")
    places = {name: f"[[{name}]]" for name in secret_names}
    # SECURITY: typed words stay inside their line. A name over two lines could smuggle a link into
    # a mail that we send to anybody, or end the head of the template early.
    typed = {name: _in_one_line(value) for name, value in context.items()}
    template = get_template(f"{app}/emails/{name}.txt").template  # type: ignore[attr-defined]  # the engine's own template
    text = template.render(
        Context({"site_url": settings.SITE_URL, **typed, **places}, autoescape=False)
    )
    head, _, body = text.strip().partition("\n\n")
    named = dict(line.partition(":")[::2] for line in head.splitlines())
    # One line each: a subject must not smuggle in a header.
    subject, button, why = (
        " ".join(named.get(name, "").split()) for name in ("Subject", "Button", "Why")
    )
    known = mail.kind_named(kind)
    return Words(
        subject[:LONGEST_SUBJECT],
        body.strip() + "\n",
        button or DEFAULT_BUTTON,
        (why or (known.why if known else ""))[:300],
    )


def parts_of(body: str) -> list[Part]:
    """The body cut into paragraphs, lists and links, for HTML that says the same."""
    parts: list[Part] = []
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        before = ""
        for kind, line in map(_sorted_out, paragraph.splitlines()):
            if kind == before and kind != "link":
                parts[-1].lines.append(line)
            elif line:
                parts.append(Part(kind, [line]))
                before = kind
    return parts


def placeholders(text: str) -> list[str]:
    """The places of secrets in a text, in order and as often as they stand there."""
    return PLACEHOLDER.findall(text)


def links_in(text: str) -> Iterator[str]:
    """Every address and every place of one."""
    yield from re.findall(rf"https?://[^\s<>]+|{PLACEHOLDER.pattern}", text)


def _in_one_line(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    return [_in_one_line(one) for one in value] if isinstance(value, list) else value


def _sorted_out(line: str) -> tuple[str, str]:
    line = line.strip()
    if LINK_LINE.fullmatch(line):
        return "link", line
    if line.startswith("- "):
        return "list", line[2:]
    return "words", line
