"""Everything that changes one organization by hand: its facts, its name, and adding a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.text import get_text_list

from core import clock
from core.templatetags.house import moment
from network.models import (
    Activity,
    District,
    Organization,
    Partner,
    School,
    ServiceCenter,
    StateAgency,
    StatusEvent,
)
from network.services import activity, relations

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from network.models import Person

CONTACT_FIELDS = (
    "street",
    "city",
    "postal_code",
    "county",
    "phone",
    "email",
    "website",
)
IDENTITY_FIELDS = ("name", "irn", "nces_id")
# What only one kind has.
KIND_FIELDS: dict[str, tuple[str, ...]] = {
    Organization.Kind.STATE_AGENCY: ("network_name", "place"),
    Organization.Kind.SERVICE_CENTER: ("region", "hosts_specialist"),
    Organization.Kind.DISTRICT: ("agency_type", "typology", "typology_version", "locale"),
    Organization.Kind.SCHOOL: (
        "agency",
        "school_type",
        "lowest_grade",
        "highest_grade",
        "latitude",
        "longitude",
    ),
    Organization.Kind.PARTNER: (),
}
MODELS: dict[str, type[Organization]] = {
    Organization.Kind.STATE_AGENCY: StateAgency,
    Organization.Kind.SERVICE_CENTER: ServiceCenter,
    Organization.Kind.DISTRICT: District,
    Organization.Kind.SCHOOL: School,
    Organization.Kind.PARTNER: Partner,
}


class ChangedMeanwhile(Exception):
    """Somebody else changed the organization while this one was typed."""


class IdentifierTaken(Exception):
    """Another organization of the kind has this identifier."""


def version_of(organization: Organization) -> int:
    """The newest change, by which a form knows whether somebody else was faster."""
    newest = Activity.objects.about(organization).order_by("-pk").first()
    return newest.pk if newest else 0


def whole(organization: Organization) -> Organization:
    """The row of its own kind, with what only that kind has."""
    return MODELS[organization.kind]._default_manager.get(pk=organization.pk)


def locked(organization: Organization) -> Organization:
    """The row of its own kind, as it is now; whoever changes it at the same time waits."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    return whole(organization)


def keep_from_lists(organization: Organization, fields: Iterable[str]) -> None:
    """Remember that these fields were typed here, so that the next list does not overwrite them."""
    names = {_column(organization, name) for name in fields}
    organization.edited_by_hand = sorted({*organization.edited_by_hand, *names})


@transaction.atomic
def edit_organization(
    organization: Organization,
    *,
    values: Mapping[str, Any],
    by: Person | None,
    version: int | None = None,
) -> Organization:
    """Write the values that differ; a new name leaves the former one in the history.

    Safe to repeat: nothing differs the second time. `version` is what the form was opened with.
    Raises ChangedMeanwhile when something has changed since, IdentifierTaken for a doubled id.
    """
    found = locked(organization)
    differing = [name for name, value in values.items() if getattr(found, name) != value]
    if not differing:
        return found
    _refuse_if_changed_since(found, version, differing)
    before = activity.facts_of(found, differing)
    for name in differing:
        setattr(found, name, values[name])
    keep_from_lists(found, differing)
    _save(found, update_fields=[*differing, "edited_by_hand"])
    changes = activity.changes_since(found, before)
    if "name" in differing:
        _remember_name(found, before["name"])
    summary = _summary(found, before, differing)
    activity.record(found, "changed", summary, by=by, changes=changes)
    return found


@transaction.atomic
def add_organization(
    kind: str,
    *,
    values: Mapping[str, Any],
    on: dt.date,
    service_center: ServiceCenter | None = None,
    by: Person | None,
) -> Organization:
    """Add an organization that no list has named yet; a district may begin with its center.

    Safe to repeat: what is in the directory under the same name and identifiers is kept.
    Raises IdentifierTaken when another organization has the NCES id.
    """
    # Two posts of one form may come at once; the lock makes the second find what the first added.
    list(Organization.objects.select_for_update().filter(kind=Organization.Kind.STATE_AGENCY))
    if known := _the_same(kind, values):
        return known
    new = MODELS[kind](status=Organization.Status.NEW, **values)
    keep_from_lists(new, [name for name, value in values.items() if value])
    _save(new)
    StatusEvent.objects.create(
        organization=new, event=StatusEvent.Event.OPENED, on=on, after=new.get_status_display()
    )
    activity.record(new, "added", f"{new} was added to the directory.", by=by)
    if service_center is not None and isinstance(new, District):
        relations.align(new, service_center=service_center, starts_on=on, by=by)
    return new


def _refuse_if_changed_since(
    organization: Organization, version: int | None, differing: list[str]
) -> None:
    """Only changes of the same fields clash; what others did to other fields stays untouched."""
    if version is None:
        return
    labels = {activity.label_of(organization, name) for name in differing}
    lines = Activity.objects.about(organization).filter(pk__gt=version)
    for line in lines.order_by("-pk"):
        if theirs := [change for change in line.changes if change["label"] in labels]:
            raise ChangedMeanwhile(_conflict(organization, line, theirs))


def _conflict(organization: Organization, line: Activity, theirs: list[dict[str, str]]) -> str:
    values = [f"{change['label']} is now “{change['new']}”" for change in theirs]
    return (
        f"{line.actor or 'The system'} changed {organization} on {moment(line.at)}, and that "
        f"change stands: {get_text_list(values, 'and')}. What you typed is kept below. Take over "
        "what is right of theirs, then save again."
    )


def _save(organization: Organization, **kwargs: Any) -> None:
    try:
        with transaction.atomic():
            organization.save(**kwargs)
    except IntegrityError as error:
        if "organization_nces_id_once_per_kind" not in str(error):
            raise
        raise IdentifierTaken("There is already an organization with this NCES id.") from error


def _remember_name(organization: Organization, former: str) -> None:
    StatusEvent.objects.create(
        organization=organization,
        event=StatusEvent.Event.RENAMED,
        on=clock.today(),
        before=former,
        after=organization.name,
    )


def _summary(organization: Organization, before: Mapping[str, str], changed: list[str]) -> str:
    others = [_words(organization, name) for name in changed if name != "name"]
    also = f"{get_text_list(others, 'and')} changed" if others else ""
    if "name" not in changed:
        return f"{organization}: {also}."
    renamed = f"{before['name']} was renamed {organization}"
    return f"{renamed}; {also}." if also else f"{renamed}."


def _words(organization: Organization, name: str) -> str:
    return str(organization._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # ours


def _column(organization: Organization, name: str) -> str:
    """Lists name columns: agency_id where the form says agency."""
    return str(organization._meta.get_field(name).attname)  # type: ignore[union-attr]  # ours


def _the_same(kind: str, values: Mapping[str, Any]) -> Organization | None:
    alike = {name: values[name] for name in ("irn", "nces_id", "agency") if name in values}
    same = MODELS[kind]._default_manager.filter(name__iexact=values["name"], merged_into=None)
    return same.filter(**alike).first()
