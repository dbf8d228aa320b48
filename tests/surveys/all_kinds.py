"""A form with every kind of question, conditions, a table, required ones, and Spanish."""

import datetime as dt

from core import clock
from surveys.collection.services import (
    FrameRow,
    invite,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from surveys.instruments.services import load_form, load_instruments
from tests.factories.network import PersonFactory


def item(code, wording, spanish, **facts):
    return {
        "code": code,
        "wording": wording,
        "translations": {"es": {"wording": spanish}},
        "construct": "Practice",
        **facts,
    }


def section(title, spanish, *items, **facts):
    return {
        "title": title,
        "intro": "",
        "translations": {"es": {"title": spanish}},
        "items": items,
        **facts,
    }


FORM = {
    "code": "ALL",
    "name": "Every kind of question",
    "audience": "teachers",
    "source": "",
    "version": {
        "number": 1,
        "minutes": 6,
        "roles": ["teacher", "school leader"],
        "framework": "",
        "languages": ["en", "es"],
        "translations": {
            "es": {"name": "Toda clase de preguntas", "roles": ["docente", "directivo"]}
        },
        "sections": [
            section(
                "Help",
                "Ayuda",
                item(
                    "Q1",
                    "Did anybody help you?",
                    "¿Le ayudó alguien?",
                    scale="YN",
                    is_required=True,
                ),
                item(
                    "Q2",
                    "How did they help?",
                    "¿Cómo le ayudaron?",
                    kind="several",
                    scale="HELP",
                    highest=3,
                    show_if=[{"item": "Q1", "is": [1]}],
                ),
                item(
                    "Q3",
                    "How many hours?",
                    "¿Cuántas horas?",
                    kind="number",
                    highest=60,
                    show_if=[{"item": "Q1", "is": [1]}],
                    help_text="Of this school year.",
                    is_required=True,
                ),
                item("Q4", "Which materials?", "¿Qué materiales?", kind="short"),
            ),
            section(
                "Practice",
                "Práctica",
                item("Q5", "I share goals.", "Comparto metas.", scale="A4"),
                item("Q6", "I share plans.", "Comparto planes.", scale="A4"),
                item("Q7", "I share results.", "Comparto resultados.", scale="A4"),
                item("Q8", "How often?", "¿Con qué frecuencia?", scale="F5"),
                is_matrix=True,
            ),
            section(
                "Leading",
                "Liderar",
                item(
                    "Q9",
                    "I lead by trying.",
                    "Lidero probando.",
                    scale="A4",
                    show_if=[{"item": "role", "is": [2]}],
                ),
            ),
            section("Words", "Palabras", item("Q10", "What else?", "¿Qué más?", kind="text")),
        ],
    },
}
FORM["version"]["sections"][0]["items"][2]["translations"]["es"]["help_text"] = "De este año."


def survey_of_all_kinds(cohort, school, *, mode="anonymous"):
    """Open, with one person of Kettle School invited; the survey and the invitation."""
    load_instruments([])
    survey = prepare_administration(
        load_form(FORM),
        title="All kinds",
        purpose="implementation",
        cohort=cohort,
        school_year="2025-26",
        wave="spring 2026",
        opens_at=clock.now() - dt.timedelta(hours=1),
        closes_at=clock.now() + dt.timedelta(days=20),
        threshold=5,
        mode=mode,
        by=None,
    )
    set_school_frame(survey, rows=[FrameRow(school=school, staff=40)], by=None)
    unit = survey.units.get(kind="school")
    invite(survey, unit=unit, people=[PersonFactory()])
    return open_administration(survey, by=None), survey.invitations.get()
