"""Conditions of other tools, as far as ours can say the same.

Ours: asked if an earlier question was answered by one of some answers, and so for up to three
questions. So `${a} = 'x'`, `selected(${a}, 'x')`, `or` about one question, and `and`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveys.instruments.formats.asked import When

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""\s*(?:
        \$\{\s*(?P<ref>[\w.:-]+)\s*\}
      | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
      | (?P<number>-?\d+(?:\.\d+)?)(?![\w.])
      | (?P<sign>==|=|\(|\)|,|&&|\|\|)
      | (?P<word>[A-Za-z0-9][\w.]*)
    )""",
    re.VERBOSE,
)
_ALWAYS = ("", "1", "true()", "true")
_AND = ("and", "&&")
_OR = ("or", "||")
_EQUALS = ("=", "==", "eq")
_DEEPEST = 20

Token = tuple[str, str]


class NotUnderstood(Exception):
    """It says more than a condition of ours can."""


def conditions_in(expression: str) -> list[When]:
    """What it asks for, all of which has to hold. Raises NotUnderstood."""
    if expression.strip().casefold() in _ALWAYS:
        return []
    reader = _Reader(list(_tokens(expression)))
    found = reader.all_of(0)
    if reader.left:
        raise NotUnderstood
    return found


def _tokens(text: str) -> Iterator[Token]:
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotUnderstood
        kind = match.lastgroup or ""
        said = match.group(kind)
        if kind == "word" and said.casefold() in (*_AND, *_OR, "eq"):
            kind, said = "sign", said.casefold()
        yield {"single": "value", "double": "value", "number": "value"}.get(kind, kind), said
        at = match.end()


class _Reader:
    """Reads tokens from left to right; `and` binds tighter than `or`, as everywhere."""

    def __init__(self, tokens: list[Token]) -> None:
        self.left = tokens[::-1]

    def all_of(self, depth: int) -> list[When]:
        """Parts joined by or; more than one part must be about a single question."""
        parts = [self._both(depth)]
        while self._takes(_OR):
            parts.append(self._both(depth))
        if len(parts) == 1:
            return parts[0]
        if any(len(part) != 1 for part in parts) or len({part[0].name for part in parts}) > 1:
            raise NotUnderstood
        answers = frozenset(one for part in parts for one in part[0].answers)
        return [When(parts[0][0].name, answers)]

    def _both(self, depth: int) -> list[When]:
        found = self._one(depth)
        while self._takes(_AND):
            found = found + self._one(depth)
        return found

    def _one(self, depth: int) -> list[When]:
        if depth > _DEEPEST:
            raise NotUnderstood
        if self._takes(("(",)):
            found = self.all_of(depth + 1)
            self._need(")")
            return found
        kind, said = self._next()
        if (kind, said) == ("word", "selected"):
            self._need("(")
            name = self._name(*self._next())
            self._need(",")
            answer = self._value(*self._next())
            self._need(")")
            return [When(name, frozenset({answer}))]
        if kind == "value":  # 'x' = ${a}
            self._need(*_EQUALS)
            return [When(self._name(*self._next()), frozenset({said}))]
        name = self._name(kind, said)
        self._need(*_EQUALS)
        return [When(name, frozenset({self._value(*self._next())}))]

    def _name(self, kind: str, said: str) -> str:
        """Of a question; LimeSurvey adds to it how the answer is meant."""
        if kind == "word":
            return re.sub(r"\.(NAOK|code|value)\Z", "", said)
        if kind != "ref":
            raise NotUnderstood
        return said

    def _value(self, kind: str, said: str) -> str:
        if kind != "value":
            raise NotUnderstood
        return said

    def _next(self) -> Token:
        if not self.left:
            raise NotUnderstood
        return self.left.pop()

    def _takes(self, signs: tuple[str, ...]) -> bool:
        if self.left and self.left[-1][0] == "sign" and self.left[-1][1] in signs:
            self.left.pop()
            return True
        return False

    def _need(self, *signs: str) -> None:
        if not self._takes(signs):
            raise NotUnderstood
