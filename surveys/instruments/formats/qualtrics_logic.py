"""Display logic of Qualtrics, as far as our conditions can say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from surveys.instruments.formats.asked import When
from surveys.instruments.formats.expressions import NotUnderstood
from surveys.instruments.formats.words import in_short, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

SELECTED = ("Selected", "EqualTo")
_CHOICE = re.compile(r"q://(QID\w+)/SelectableChoice/(\w+)\Z")
_CELL = re.compile(r"q://(QID\w+)/SelectableAnswer/(\w+)/(\w+)\Z|"
                   r"q://(QID\w+)/SelectableChoice/(\w+)/(\w+)\Z")  # fmt: skip


def conditions_of_logic(logic: Mapping[str, Any]) -> list[When]:
    """What has to be answered; sets joined by And. Raises NotUnderstood."""
    found: list[When] = []
    for place in _numbered(logic):
        group = logic[place]
        if not isinstance(group, dict) or group.get("Type") not in ("If", "AndIf", "And"):
            raise NotUnderstood
        found += _group(group)
    if not found:
        raise NotUnderstood
    return found


def logic_in_words(logic: object) -> str:
    """What Qualtrics itself says of it."""
    said: list[str] = []
    _describe(logic, said, 0)
    return in_short(" ".join(plain(one).text for one in said), 500) or "logic without words"


def _group(group: Mapping[str, Any]) -> list[When]:
    """One set: parts joined by And, or by Or about one question."""
    parts: list[When] = []
    joins = set()
    for place in _numbered(group):
        one = group[place]
        if not isinstance(one, dict):
            raise NotUnderstood
        parts.append(_single(one))
        if len(parts) > 1:
            joins.add(str(one.get("Conjuction") or one.get("Conjunction") or "And").casefold())
    if joins <= {"and"}:
        return parts
    if joins == {"or"} and len({part.name for part in parts}) == 1:
        return [When(parts[0].name, frozenset(one for part in parts for one in part.answers))]
    raise NotUnderstood


def _single(one: Mapping[str, Any]) -> When:
    if one.get("LogicType") != "Question" or one.get("Operator") not in SELECTED:
        raise NotUnderstood
    locator = str(one.get("ChoiceLocator") or one.get("LeftOperand") or "")
    if match := _CHOICE.match(locator):
        return When(match[1], frozenset({match[2]}))
    if match := _CELL.match(locator):
        question, statement, answer = (part for part in match.groups() if part)
        return When(f"{question}/{statement}", frozenset({answer}))
    raise NotUnderstood


def _numbered(given: Mapping[str, Any]) -> list[str]:
    return sorted((key for key in given if str(key).isdecimal()), key=int)


def _describe(logic: object, said: list[str], depth: int) -> None:
    if not isinstance(logic, dict) or depth > 6:
        return
    description = logic.get("Description")
    if isinstance(description, str):
        said.append(description)
        return
    for one in logic.values():
        _describe(one, said, depth + 1)
