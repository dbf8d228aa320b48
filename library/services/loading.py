"""Modules that every network starts with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from library.models import Lesson, Module
from library.rules.progress import question_of

DATA = Path(__file__).resolve().parent.parent / "data" / "modules.json"
OF_MODULE = ("title", "summary", "minutes", "contact_minutes", "source")


@transaction.atomic
def load_modules() -> None:
    """Bring the shipped modules in. Safe to repeat: a module that is there stays as it is.

    Raises BadQuestion when the file has a quick check that nobody could answer.
    """
    shipped = json.loads(DATA.read_text(encoding="utf-8"))["modules"]
    for position, facts in enumerate(shipped, start=1):
        values = {name: facts[name] for name in OF_MODULE}
        module, is_new = Module.objects.get_or_create(
            code=facts["code"], defaults={**values, "position": position}
        )
        if is_new:
            lessons = [_lesson(module, row, number) for number, row in enumerate(facts["lessons"])]
            Lesson.objects.bulk_create(lessons)


def _lesson(module: Module, facts: dict[str, Any], number: int) -> Lesson:
    question = facts.get("question", {})
    if facts["kind"] == Lesson.Kind.CHECK:
        question_of(question)
    return Lesson(
        module=module,
        code=facts["code"],
        kind=facts["kind"],
        title=facts["title"],
        body=_paragraphs(facts["body"]),
        video_url=facts.get("video_url", ""),
        transcript=_paragraphs(facts.get("transcript", [])),
        question=question,
        minutes=facts["minutes"],
        position=number,
    )


def _paragraphs(texts: list[str]) -> str:
    return "\n\n".join(texts)
