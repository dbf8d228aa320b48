"""Which of our lists of answers and indicators a form from outside points at.

A list with the same answers is used again, of several the one with the same code; what is new is
not saved here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from network.models import Indicator
from surveys.instruments.formats.codes import LONGEST
from surveys.instruments.formats.report import Line, Outcome
from surveys.instruments.models import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from surveys.instruments.formats.report import Understood

WHERE = "Lists of answers"


def told_on_import(understood: Understood) -> list[Line]:
    """What making a draft adds to the report of the file."""
    _, of_lists = lists_for(understood.form.get("scales", ()))
    _, of_indicators = indicators_for(understood.form["version"])
    return [*of_lists, *of_indicators]


def lists_for(described: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Scale], list[Line]]:
    """Lists by the code that the form calls them by, saved or to be saved; and what is told."""
    known = list(Scale.objects.order_by("pk"))
    taken = {scale.code.casefold() for scale in known}
    found: dict[str, Scale] = {scale.code: scale for scale in known}
    lines = []
    for one in described:
        equal = [scale for scale in known if _is_same(scale, one)]
        same = next((scale for scale in equal if scale.code == one["code"]), (*equal, None)[0])
        what = f"list of answers “{one['name']}”"
        if same is not None:
            found[one["code"]] = same
            words = f"These are the answers of our list {same.code}, {same.name}, which is used."
            if same.favorable and "favorable" not in one:
                count = " and ".join(same.labels[code - 1] for code in same.favorable)
                words += f" In it {count} count as agreement."
            lines.append(Line(WHERE, what, Outcome.TAKEN, words))
            continue
        code = _free(one["code"], taken)
        taken.add(code.casefold())
        found[one["code"]] = Scale(**{**one, "code": code})
        words = f"A new list, {code}."
        if "favorable" not in one:
            words += " No answer of it counts as agreement until you say which."
        if code == one["code"]:
            lines.append(Line(WHERE, what, Outcome.TAKEN, words))
        else:
            words += f" Another list has the code {one['code']}."
            lines.append(Line(WHERE, what, Outcome.CHANGED, words))
    return found, lines


def indicators_for(version: Mapping[str, Any]) -> tuple[dict[str, Indicator], list[Line]]:
    """Indicators by code; those that our frameworks do not have are told item by item."""
    current = Indicator.objects.filter(
        component__version__framework__code=version.get("framework", ""),
        component__version__is_current=True,
    )
    found = {indicator.code: indicator for indicator in current}
    lines = [
        Line(
            item["code"],
            f"indicator {item['indicator']}",
            Outcome.LEFT_OUT,
            "Our frameworks have no such indicator.",
        )
        for section in version["sections"]
        for item in section["items"]
        if item.get("indicator") and item["indicator"] not in found
    ]
    return found, lines


def _is_same(scale: Scale, one: Mapping[str, Any]) -> bool:
    """Whether a list says the same, in every language that the file has."""
    if scale.labels != list(one["labels"]):
        return False
    for name in ("favorable", "any_favorable", "neutral"):
        if name in one and getattr(scale, name) != one[name]:
            return False  # our own JSON says which answers agree; other formats cannot
    return all(
        scale.translations.get(language, {}).get("labels") == words.get("labels")
        for language, words in one.get("translations", {}).items()
        if words.get("labels")
    )


def _free(code: str, taken: Iterable[str]) -> str:
    """The code, or the same with a number."""
    wanted, number = code, 2
    while wanted.casefold() in taken:
        tail = f"N{number}"
        wanted, number = f"{code[: LONGEST - len(tail)]}{tail}", number + 1
    return wanted
