"""Unrounded figures as lines of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.collection.models import Administration

NONE = "none"


def lines(administration: Administration, told: Mapping[str, Any]) -> Iterator[str]:
    """Every group with its items and scales."""
    yield f"{administration}: unrounded figures from the responses, hidden by nothing. Do not pass"
    yield f"on what rests on fewer than {told['threshold']} answers."
    for group in told["groups"]:
        yield ""
        yield f"{group['group'] or 'All'}: {group['n']} responses"
        for item in group["items"]:
            yield f"  {_item(item)}"
        for scale in group["scales"]:
            yield (
                f"  {scale['code']} ({', '.join(scale['items'])}): alpha {_number(scale['alpha'])} "
                f"of {scale['n']} who answered all, mean {_number(scale['mean'])}, "
                f"mean of persons {_number(scale['person_mean'])} of {scale['person_n']}"
            )


def _item(item: Mapping[str, Any]) -> str:
    missing = [
        f"{item[name]} {words}"
        for name, words in (
            ("missing", "skipped"),
            ("not_applicable", "not applicable"),
            ("not_asked", "not asked"),
        )
        if item[name]
    ]
    agree = [] if item["percent_agree"] is None else [f"agree {_number(item['percent_agree'])}%"]
    told = [
        f"n {item['n']}",
        *missing,
        "counts " + " ".join(map(str, item["counts"])),
        *agree,
        f"mean {_number(item['mean'])}",
        f"deviation {_number(item['sd'])}",
    ]
    return f"{item['code']}: {', '.join(told)}"


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.6f}"
