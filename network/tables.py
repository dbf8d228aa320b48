"""The columns of the network's lists, for the screen and for files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Lower

from core.lists import Column
from network.models import RoleGrant
from network.querysets.organization import OPERATING, OrganizationQuerySet

if TYPE_CHECKING:
    from network.models import Organization, Person
    from network.querysets.person import PersonQuerySet


def _status_tone(organization: Organization) -> str:
    if organization.status in OPERATING:
        return "good"
    return "due" if organization.status == "future" else "plain"


ORGANIZATION_COLUMNS = (
    Column("name", "Name", lambda row: row.name, (Lower("name"),)),
    Column("kind", "Kind", lambda row: row.get_kind_display(), (F("kind"),), look="tag"),
    Column(
        "parent",
        "Belongs to",
        lambda row: row.parent_name,
        (Lower("parent_name"),),
        empty="none",
        prepare=OrganizationQuerySet.with_parent_name,
    ),
    Column("city", "City", lambda row: row.city, (Lower("city"),)),
    Column("county", "County", lambda row: row.county, (Lower("county"),), is_usual=False),
    Column("irn", "IRN", lambda row: row.irn, (F("irn"),), empty="none"),
    Column("nces_id", "NCES id", lambda row: row.nces_id, (F("nces_id"),), empty="none"),
    Column(
        "status",
        "Status",
        lambda row: row.get_status_display(),
        (F("status"),),
        look="chip",
        tone=_status_tone,
    ),
    Column(
        "typology",
        "Typology",
        lambda row: row.typology_code,
        (F("typology_code"),),
        empty="none",
        is_usual=False,
        prepare=OrganizationQuerySet.with_typology,
    ),
    Column("street", "Street", lambda row: row.street, (Lower("street"),), is_usual=False),
    Column("zip", "ZIP code", lambda row: row.postal_code, (F("postal_code"),), is_usual=False),
    Column("state", "State", lambda row: row.state, (F("state"),), is_usual=False),
    Column("phone", "Phone", lambda row: row.phone, (F("phone"),), is_usual=False),
    Column("email", "E-mail", lambda row: row.email, (Lower("email"),), is_usual=False),
    Column("website", "Website", lambda row: row.website, (Lower("website"),), is_usual=False),
)


def complete_organizations(rows: OrganizationQuerySet[Any]) -> OrganizationQuerySet[Any]:
    """With all that the columns of organizations show."""
    return rows.with_parent_name().with_typology()


def complete_people(people: PersonQuerySet) -> PersonQuerySet:
    """With all that the columns of people show."""
    today = RoleGrant.objects.current().select_related("organization")
    held = people.select_related("organization")
    return _with_first_role(held.prefetch_related(Prefetch("grants", today, to_attr="roles_today")))


def _with_first_role(people: PersonQuerySet) -> PersonQuerySet:
    """The roles of today as one value to sort by."""
    held = RoleGrant.objects.current().filter(person=OuterRef("pk")).order_by("role")
    return people.annotate(first_role=Subquery(held.values("role")[:1]))


def roles_of(person: Person) -> list[RoleGrant]:
    """The roles of today, which whoever lists people has fetched along."""
    held: list[RoleGrant] = person.roles_today  # type: ignore[attr-defined]  # Prefetch's to_attr
    return held


def _roles(person: Person) -> str:
    held = roles_of(person)
    return "; ".join(f"{grant.get_role_display()} at {grant.organization}" for grant in held)


def _account(person: Person) -> str:
    if person.mail_refused_at:
        return "Mail refused"
    return "Has an account" if person.user_id else "No account yet"


def _account_tone(person: Person) -> str:
    if person.mail_refused_at:
        return "late"
    return "good" if person.user_id else "plain"


PEOPLE_COLUMNS = (
    Column("name", "Name", str, (Lower("last_name"), Lower("first_name"))),
    Column(
        "roles", "Roles today", _roles, (F("first_role"),), empty="none", prepare=_with_first_role
    ),
    Column(
        "organization",
        "Works at",
        lambda row: str(row.organization or ""),
        (Lower("organization__name"),),
    ),
    Column("job", "Job title", lambda row: row.job_title, (Lower("job_title"),)),
    Column("email", "E-mail", lambda row: row.email, (Lower("email"),)),
    Column("phone", "Phone", lambda row: row.phone, (F("phone"),), is_usual=False),
    Column(
        "account",
        "Account",
        _account,
        (F("mail_refused_at"), F("user_id")),
        look="chip",
        tone=_account_tone,
    ),
)
