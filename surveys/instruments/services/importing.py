"""Drafts made of what a reader understood of another tool's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from network.services import activity
from surveys.instruments.formats.codes import LONGEST
from surveys.instruments.formats.report import Outcome
from surveys.instruments.imported_lists import indicators_for, lists_for
from surveys.instruments.models import Instrument
from surveys.instruments.refusals import CodeTaken, HasNewerVersion
from surveys.instruments.services.form_files import CODE, BadForm, FormFile
from surveys.instruments.services.loading import INSTRUMENT_FIELDS, add_sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Indicator, Person
    from surveys.instruments.formats.report import Understood
    from surveys.instruments.models import InstrumentVersion, Scale

LONGEST_NAME = 120


@transaction.atomic
def import_instrument(
    understood: Understood,
    *,
    code: str = "",
    name: str = "",
    audience: str = "",
    instrument: Instrument | None = None,
    by: Person | None,
) -> InstrumentVersion:
    """A new form, or a new draft version of `instrument`; empty facts are those of the file.

    Raises CodeTaken, HasNewerVersion while a version can still be changed, and BadForm or
    UnknownReference where the file contradicts itself or its code is none; nothing is written then.
    """
    form = understood.form
    try:
        with transaction.atomic():
            held, number = _place(form, instrument, code=code, name=name, audience=audience)
            version = _write(held, number, form)
    except IntegrityError as raced:
        words = "Somebody else added a form or a list at the same moment. Import it again."
        raise CodeTaken(words) from raced
    counts = [f"{len(understood.with_outcome(one))} {one.value}" for one in Outcome]
    words = f"{version} was read from a file ({understood.format}): {', '.join(counts)}."
    activity.record(version, "imported", words, by=by)
    return version


def _place(
    form: Mapping[str, Any], instrument: Instrument | None, **given: str
) -> tuple[Instrument, int]:
    """The instrument, and the number of its next version."""
    if instrument is None:
        facts = {key: form[key] for key in INSTRUMENT_FIELDS if key in form}
        facts |= {key: said for key, said in given.items() if said and key != "code"}
        code = given["code"] or form["code"]
        if other := Instrument.objects.filter(code__iexact=code).first():
            raise CodeTaken(f"The form {other} has the code {other.code} already.")
        if not CODE.match(code) or len(code) > LONGEST:
            told = f"a capital, then letters and figures, {LONGEST} in all"
            raise BadForm(f"{code!r} is no code of a form: {told}.")
        if len(facts["name"]) > LONGEST_NAME:
            raise BadForm(f"The name of a form has {LONGEST_NAME} characters at most.")
        return Instrument.objects.create(code=code, **facts), 1
    held = Instrument.objects.select_for_update().get(pk=instrument.pk)
    newest = held.versions.without_variants().order_by("-number").first()
    if newest is not None and not newest.is_frozen:
        raise HasNewerVersion(
            f"Version {newest.number} of {held} can still be changed. Open a survey with it or "
            "import the file as a new form."
        )
    return held, newest.number + 1 if newest else 1


def check_import(understood: Understood) -> None:
    """Whether a draft could be made of it. Raises BadForm or UnknownReference; writes nothing."""
    form = understood.form
    described, scales, indicators = _resolved(form)
    FormFile(form["code"], described, scales, indicators).check_questions()


def _write(instrument: Instrument, number: int, form: Mapping[str, Any]) -> InstrumentVersion:
    described, scales, indicators = _resolved(form)
    FormFile(instrument.code, described, scales, indicators).check_questions()
    for scale in scales.values():
        if scale.pk is None:
            scale.save()
    version: InstrumentVersion = instrument.versions.create(
        number=number,
        minutes=described["minutes"],
        roles=described["roles"],
        languages=described.get("languages", ["en"]),
        translations=described.get("translations", {}),
    )
    add_sections(version, described["sections"], scales, indicators)
    return version


def _resolved(
    form: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, Scale], dict[str, Indicator]]:
    """The version without indicators that are not there, which the report tells."""
    described = form["version"]
    scales, _ = lists_for(form.get("scales", ()))
    indicators, _ = indicators_for(described)
    sections = [
        {**part, "items": [_known(item, indicators) for item in part["items"]]}
        for part in described["sections"]
    ]
    return {**described, "sections": sections}, scales, indicators


def _known(item: Mapping[str, Any], indicators: Mapping[str, Any]) -> dict[str, Any]:
    """The item without an indicator that is not there; the report tells it."""
    return {key: said for key, said in item.items() if key != "indicator" or said in indicators}
