"""Who belongs with whom for a time: districts with service centers, specialists with schools."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core.templatetags.house import long_day
from network.models import Alignment, District, SupportAssignment
from network.querysets.role import in_force
from network.services import activity

if TYPE_CHECKING:
    from network.models import Organization, Person, ServiceCenter


class AlreadyAligned(Exception):
    """The district has another alignment in these days that cannot simply end before them."""


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
    _end_the_open_one(district, before=starts_on, by=by)
    _refuse_a_clash(district, starts_on, ends_on, besides=known)
    alignment, _ = Alignment.objects.update_or_create(
        district=district,
        service_center=service_center,
        starts_on=starts_on,
        defaults={"ends_on": ends_on},
    )
    until = f" until {long_day(ends_on)}" if ends_on else ""
    summary = f"{district} is aligned with {service_center} from {long_day(starts_on)}{until}."
    activity.record(district, "aligned", summary, by=by)
    return alignment


def _end_the_open_one(district: District, *, before: dt.date, by: Person | None) -> None:
    past = Alignment.objects.filter(district=district, ends_on=None, starts_on__lt=before)
    for alignment in past.select_related("service_center"):
        alignment.ends_on = before - dt.timedelta(days=1)
        alignment.save(update_fields=["ends_on"])
        ended = f"aligned with {alignment.service_center} until {long_day(alignment.ends_on)}"
        activity.record(district, "ended", f"{district} is {ended}.", by=by)


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

    Safe to repeat: the same assignment is kept.
    """
    assignment, is_new = SupportAssignment.objects.get_or_create(
        specialist=specialist, organization=organization, starts_on=starts_on, ends_on=ends_on
    )
    if is_new:
        until = f" until {long_day(ends_on)}" if ends_on else ""
        summary = f"{specialist} supports {organization} from {long_day(starts_on)}{until}."
        activity.record(organization, "assigned", summary, by=by)
    return assignment
