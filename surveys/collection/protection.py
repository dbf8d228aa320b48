"""Whether learners may be asked: topics, notice and the parents' time (domain.md 8).

The rule is the Protection of Pupil Rights Amendment; opening asks it, and so do the pages.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from core import clock
from surveys.collection.models import Safeguards

if TYPE_CHECKING:
    import datetime as dt

    from surveys.collection.models import Administration
    from surveys.instruments.models import InstrumentVersion

TOPICS = tuple(Safeguards.Topic.values)


def faults_of(administration: Administration) -> list[str]:
    """What still keeps learners from being asked, in sentences; nothing for other forms."""
    if not administration.version.instrument.is_for_learners:
        return []
    kept = Safeguards.objects.filter(administration=administration).first()
    if kept is None:
        return ["Confirm the eight protected topics and say when parents were told."]
    faults = []
    if missing := len(TOPICS) - len(set(kept.not_asked) & set(TOPICS)):
        topics = "1 protected topic is" if missing == 1 else f"{missing} protected topics are"
        faults.append(f"{topics} not confirmed yet.")
    if kept.form_seen != hash_of(administration.version):
        faults.append("The questions have changed since the topics were confirmed. Read them anew.")
    today = clock.today()
    if kept.notice_on > today:
        faults.append(f"Parents are told on {_day(kept.notice_on)} only.")
    if kept.opt_out_until >= today:
        faults.append(f"Parents may say no until {_day(kept.opt_out_until)}. Open it after that.")
    return faults


def hash_of(version: InstrumentVersion) -> str:
    """Everything of a version that a respondent reads, as one hash."""
    digest = hashlib.sha256(repr([version.roles, version.translations]).encode())
    for section in version.sections.prefetch_related("items__scale"):
        parts: list[object] = [section.title, section.intro, section.translations]
        for item in section.items.all():
            if item.removed_at is None:
                parts += [item.code, item.wording, item.help_text, item.kind, item.translations]
                parts += [item.scale.labels, item.scale.translations] if item.scale else []
        digest.update(repr(parts).encode())
    return digest.hexdigest()


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def has_safeguards(administration: Administration) -> bool:
    """Whether a day of the notice to parents is set."""
    # A missing reverse one-to-one raises a kind of AttributeError, so getattr's default holds.
    return getattr(administration, "safeguards", None) is not None
