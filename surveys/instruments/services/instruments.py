"""New instruments and versions, copies of old ones, and facts about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock
from network.services import activity
from surveys.instruments.models import Instrument, InstrumentVersion, Item
from surveys.instruments.questionnaire import items_of
from surveys.instruments.refusals import CodeTaken, HasNewerVersion, IsFrozen
from surveys.instruments.services.holding import (
    assign,
    hold_version,
    keeping_conditions,
    refuse_if_changed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person

# What says what an instrument is; it stays once somebody was asked with it.
FIXED = ("name", "audience", "is_for_learners", "is_anonymous_only")


@transaction.atomic
def new_instrument(
    *, code: str, name: str, audience: str, minutes: int, by: Person | None
) -> InstrumentVersion:
    """An empty form, version 1. Raises CodeTaken."""
    instrument = _instrument(code=code, name=name, audience=audience)
    version = instrument.versions.create(number=1, minutes=minutes)
    activity.record(version, "made", f"{name} was begun.", by=by)
    return version


@transaction.atomic
def clone_instrument(
    version: InstrumentVersion, *, code: str, name: str, by: Person | None
) -> InstrumentVersion:
    """A new instrument that begins with this version's questions. Raises CodeTaken."""
    origin = version.instrument
    instrument = _instrument(
        code=code,
        name=name,
        audience=origin.audience,
        source=origin.source,
        is_for_learners=origin.is_for_learners,
        is_anonymous_only=origin.is_anonymous_only,
    )
    copy = copy_version(version, instrument, number=1)
    if name != origin.name:
        # The name in other languages was the origin's.
        copy.translations = {
            language: {key: words for key, words in said.items() if key != "name"}
            for language, said in version.translations.items()
        }
        copy.save(update_fields=["translations"])
    activity.record(copy, "made", f"{name} was begun as a copy of {version}.", by=by)
    return copy


@transaction.atomic
def new_version(instrument: Instrument, *, by: Person | None) -> InstrumentVersion:
    """The newest version once more, to be changed. Raises HasNewerVersion if there is one."""
    held = Instrument.objects.select_for_update().get(pk=instrument.pk)
    newest = held.versions.without_variants().order_by("-number")[:1].get()
    if not newest.is_frozen:
        raise HasNewerVersion(f"Version {newest.number} can still be changed. Edit that one.")
    copy = copy_version(newest, held, number=newest.number + 1)
    words = f"{copy} was begun as a copy of version {newest.number}."
    activity.record(copy, "made", words, by=by)
    return copy


@transaction.atomic
def archive_instrument(instrument: Instrument, *, by: Person | None) -> Instrument:
    """Offer it no more for new surveys; what was asked stays. Safe to repeat."""
    return _archive(instrument, "archived", by)


@transaction.atomic
def restore_instrument(instrument: Instrument, *, by: Person | None) -> Instrument:
    """Offer it again. Safe to repeat."""
    return _archive(instrument, "restored", by)


@transaction.atomic
def edit_form(
    version: InstrumentVersion,
    *,
    instrument: Mapping[str, Any],
    facts: Mapping[str, Any],
    stamp: str | None = None,
    by: Person | None,
) -> InstrumentVersion:
    """Name, audience and source; minutes, role groups and languages of the version.

    Raises IsFrozen, also for what identifies an instrument that was asked in another version,
    ConditionBreaks when a condition asks for a role group that is gone, and ChangedMeanwhile.
    """
    held = hold_version(version.pk)
    refuse_if_changed(held, stamp, what="these facts")
    form = Instrument.objects.select_for_update().get(pk=held.instrument_id)
    before = activity.facts_of(form, instrument)
    changed = assign(form, instrument)
    if set(changed) & set(FIXED) and form.versions.filter(is_frozen=True).exists():
        raise IsFrozen
    form.save(update_fields=changed)
    changes = activity.changes_since(form, before)
    before = activity.facts_of(held, facts)
    with keeping_conditions(held):
        held.save(update_fields=assign(held, facts))
    changes += activity.changes_since(held, before)
    if changes:
        activity.record(held, "changed", f"{held}: facts changed.", by=by, changes=changes)
    return held


def _archive(instrument: Instrument, verb: str, by: Person | None) -> Instrument:
    held = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if (held.archived_at is not None) == (verb == "archived"):
        return held
    held.archived_at = clock.now() if verb == "archived" else None
    held.save(update_fields=["archived_at"])
    newest = held.versions.without_variants().order_by("-number")[:1].get()
    activity.record(newest, verb, f"{held} was {verb}.", by=by)
    return held


def _instrument(*, code: str, **facts: Any) -> Instrument:
    if Instrument.objects.filter(code__iexact=code).exists():
        raise CodeTaken(f"There is another instrument with the code {code}.")
    return Instrument.objects.create(code=code, **facts)


def copy_version(
    version: InstrumentVersion,
    instrument: Instrument,
    *,
    number: int,
    base: InstrumentVersion | None = None,
    room: int = 0,
) -> InstrumentVersion:
    """Everything that is asked, with its codes; not what was taken out.

    `room` leaves places free in front for so many further sections.
    """
    copy = instrument.versions.create(
        number=number,
        base=base,
        minutes=version.minutes,
        roles=version.roles,
        languages=version.languages,
        translations=version.translations,
    )
    items: list[Item] = []
    for section in version.sections.prefetch_related("items"):
        asked = items_of(section)
        section.pk, section.version = None, copy
        section.position += room
        section._state.adding = True
        section.save()
        for position, item in enumerate(asked, start=1):
            item.pk, item.section, item.position, item.slot = None, section, position, None
            items.append(item)
    Item.objects.bulk_create(items)
    return copy
