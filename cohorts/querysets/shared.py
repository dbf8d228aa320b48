"""Scopes and counts that several querysets of cohorts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from network.access import standing_of
from network.models import District, Organization, School
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User


# In a subquery: rows of the same cohort and school or district as the outer row.
SAME_PLACE = Q(cohort_id=OuterRef("cohort_id")) & (
    Q(school_id=OuterRef("school_id")) | Q(district_id=OuterRef("district_id"))
)


def of_branch_or_home(user: User) -> Q:
    """What belongs to a school or district one sees, or to a cohort that one's own center runs."""
    centers = standing_of(user).places(*ESC_STAFF)
    return place_seen(user) | Q(cohort__home__in=centers)


def place_seen(user: User, prefix: str = "") -> Q:
    """Rows whose school or district one sees; `prefix` leads to the row that has them."""
    schools = School.objects.visible_to(user).values("pk")
    districts = District.objects.visible_to(user).values("pk")
    return Q(**{f"{prefix}school__in": schools}) | Q(**{f"{prefix}district__in": districts})


def place_under(organization: Organization) -> Q:
    """Rows of a school or district that is this organization or stands under it."""
    schools = School.objects.at_or_under(organization).values("pk")
    districts = District.objects.at_or_under(organization).values("pk")
    return Q(school__in=schools) | Q(district__in=districts)


def homes_open_to(user: User) -> models.QuerySet[Organization]:
    """Organizations for which this user may open a cohort: the state's administrators all that
    run cohorts, ESC staff their own."""
    standing = standing_of(user)
    if standing.holds(Role.STATE_ADMIN):
        return Organization.objects.filter(kind__in=["state", "esc"])
    return Organization.objects.filter(pk__in=standing.places(*ESC_STAFF))


def rows_of(model: type[models.Model], relation: str) -> Any:
    """All rows behind a relation, whose model this file cannot import."""
    related: Any = model._meta.get_field(relation).related_model
    return related._default_manager.all()


def count_of(rows: models.QuerySet[Any], parent: str) -> Coalesce:
    """How many of `rows` point at the outer row by `parent`; 0 when none does."""
    mine = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    counted = mine.annotate(counted=models.Count("pk")).values("counted")
    return Coalesce(Subquery(counted), 0)
