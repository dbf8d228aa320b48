"""Who belongs with whom for a time: districts with service centers, specialists with schools."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from core import clock
from core.templatetags.house import long_day
from network.models import Alignment, District, Organization, SupportAssignment
from network.querysets.role import in_force
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person, ServiceCenter


class AlreadyAligned(Exception):
    """The district has another alignment in these days that cannot simply end before them."""


class HasBegun(Exception):
    """What has begun is not taken back but ended."""


class AlreadySupports(Exception):
    """The specialist supports the organization in these days already."""


class EndsBeforeItStarts(Exception):
    """Nothing ends before its first day."""


@transaction.atomic
def align(
    district: District,
    *,
    service_center: ServiceCenter,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Person | None,
) -> Alignment:
    """Align a district with a service center from a day on.

    Safe to repeat. An open alignment with another center ends the day before: that is what a
    realignment is. Raises AlreadyAligned when the days clash with anything else.
    """
    # Two people may realign at once; the lock makes one of them wait.
    District.objects.select_for_update(of=("self",)).get(pk=district.pk)
    known = Alignment.objects.filter(
        district=district, service_center=service_center, starts_on=starts_on
    ).first()
    if known is not None and known.ends_on == ends_on:
        return known
    former = _end_the_open_one(district, before=starts_on, by=by)
    _refuse_a_clash(district, starts_on, ends_on, besides=known)
    alignment, _ = Alignment.objects.update_or_create(
        district=district,
        service_center=service_center,
        starts_on=starts_on,
        defaults={"ends_on": ends_on},
    )
    until = f" until {long_day(ends_on)}" if ends_on else ""
    summary = f"{district} is aligned with {service_center} from {long_day(starts_on)}{until}."
    change = activity.Change("Service center", former, str(service_center))
    activity.record(district, "aligned", summary, by=by, changes=[change])
    return alignment


@transaction.atomic
def end_alignment(alignment: Alignment, *, on: dt.date, by: Person | None) -> Alignment:
    """Let an alignment end with the day `on`, that day included; the past keeps its center.

    Safe to repeat. Raises EndsBeforeItStarts.
    """
    if alignment.ends_on == on:
        return alignment
    _refuse_before(alignment.starts_on, on)
    old = long_day(alignment.ends_on)
    alignment.ends_on = on
    alignment.save(update_fields=["ends_on"])
    said = f"{alignment.district} is aligned with {alignment.service_center} until {long_day(on)}."
    changes = [activity.Change("Last day of the alignment", old, long_day(on))]
    activity.record(alignment.district, "ended", said, by=by, changes=changes)
    return alignment


@transaction.atomic
def take_back_alignment(alignment: Alignment, *, by: Person | None) -> District:
    """Undo an alignment that has not begun; the center before it goes on without an end.

    Safe to repeat. Raises HasBegun once its first day is there.
    """
    if alignment.starts_on <= clock.today():
        raise HasBegun("The alignment has begun. End it instead, or align with another center.")
    district, eve = alignment.district, alignment.starts_on - dt.timedelta(days=1)
    alignment.delete()
    Alignment.objects.filter(district=district, ends_on=eve).update(ends_on=None)
    said = f"{district} will not be aligned with {alignment.service_center} after all."
    activity.record(district, "restored", said, by=by)
    return district


def _refuse_before(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise EndsBeforeItStarts(f"It began on {long_day(first)}. Choose that day or a later one.")


def _end_the_open_one(district: District, *, before: dt.date, by: Person | None) -> str:
    """Name of the center that it was aligned with until then; empty when there was none."""
    former = ""
    past = Alignment.objects.filter(district=district, ends_on=None, starts_on__lt=before)
    for alignment in past.select_related("service_center"):
        alignment.ends_on = before - dt.timedelta(days=1)
        alignment.save(update_fields=["ends_on"])
        ended = f"aligned with {alignment.service_center} until {long_day(alignment.ends_on)}"
        activity.record(district, "ended", f"{district} is {ended}.", by=by)
        former = str(alignment.service_center)
    return former


def _refuse_a_clash(
    district: District, starts_on: dt.date, ends_on: dt.date | None, besides: Alignment | None
) -> None:
    others = Alignment.objects.filter(district=district)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    clash = others.filter(in_force(starts_on)) | others.filter(
        starts_on__gt=starts_on, starts_on__lte=ends_on or dt.date.max
    )
    if other := clash.select_related("service_center").first():
        since = long_day(other.starts_on)
        raise AlreadyAligned(
            f"{district} is aligned with {other.service_center} from {since}. "
            "End that alignment first, or choose other days."
        )


@transaction.atomic
def assign_support(
    specialist: Person,
    *,
    organization: Organization,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Person | None,
) -> SupportAssignment:
    """Let a specialist support a school or a district, whatever its service center.

    Safe to repeat: the same assignment is kept. Raises AlreadySupports when the days overlap.
    """
    # The lock on the organization makes the second of two posts find what the first wrote.
    Organization.objects.select_for_update().get(pk=organization.pk)
    theirs = SupportAssignment.objects.filter(specialist=specialist, organization=organization)
    overlapping = theirs.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if other := overlapping.exclude(starts_on=starts_on, ends_on=ends_on).first():
        since = long_day(other.starts_on)
        raise AlreadySupports(f"{specialist} supports {organization} since {since} already.")
    assignment, is_new = SupportAssignment.objects.get_or_create(
        specialist=specialist, organization=organization, starts_on=starts_on, ends_on=ends_on
    )
    if is_new:
        until = f" until {long_day(ends_on)}" if ends_on else ""
        summary = f"{specialist} supports {organization} from {long_day(starts_on)}{until}."
        activity.record(organization, "assigned", summary, by=by)
    return assignment


@transaction.atomic
def end_support(
    assignment: SupportAssignment, *, on: dt.date, by: Person | None
) -> SupportAssignment:
    """Let a support assignment end with the day `on`, that day included.

    Safe to repeat. Raises EndsBeforeItStarts.
    """
    if assignment.ends_on == on:
        return assignment
    _refuse_before(assignment.starts_on, on)
    old = long_day(assignment.ends_on)
    assignment.ends_on = on
    assignment.save(update_fields=["ends_on"])
    said = f"{assignment.specialist} supports {assignment.organization} until {long_day(on)}."
    changes = [activity.Change("Last day of support", old, long_day(on))]
    activity.record(assignment.organization, "ended", said, by=by, changes=changes)
    return assignment
