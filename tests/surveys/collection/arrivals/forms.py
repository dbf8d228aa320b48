"""A form for rows that come as files, and the files."""

import csv
import json

from surveys.instruments.models import Instrument, Scale
from surveys.instruments.services.loading import load_form

LEVELS = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]


def a_form(*, code="BRT", items=None, roles=(), name="Brought in"):
    """A form of one section; an item is its code, or all that its file would say."""
    Scale.objects.get_or_create(
        code="BR4", defaults={"name": "Agreement", "labels": LEVELS, "favorable": [3, 4]}
    )
    listed = items or ["BRT1", "BRT2", "BRT3"]
    described = [{"code": one} if isinstance(one, str) else one for one in listed]
    for one in described:
        one.setdefault("wording", f"Wording of {one['code']}")
        if one.get("kind", "choice") in ("choice", "several"):
            one.setdefault("scale", "BR4")
    load_form(
        {
            "code": code,
            "name": name,
            "audience": "everybody",
            "source": "",
            "version": {
                "number": 1,
                "minutes": 3,
                "roles": list(roles),
                "framework": "",
                "sections": [{"title": "All", "intro": "", "items": described}],
            },
        }
    )
    return Instrument.objects.get(code=code)


def a_map(**more):
    """Three items from columns of other names."""
    return {
        "title": "Brought from elsewhere",
        "school_year": "2023-24",
        "wave": "spring 2024",
        "items": {
            "BRT1": {"column": "q1"},
            "BRT2": {"column": "q2"},
            "BRT3": {"column": "q3"},
        },
        **more,
    }


def written(folder, rows, *, name="answers.csv", **more):
    """A CSV file of these rows."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, **more).writerows(rows)
    return path


def map_file(folder, told):
    """The map as the command takes it."""
    path = folder / "map.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path
