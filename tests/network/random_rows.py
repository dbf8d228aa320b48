"""Rows of any model, filled at random from small pools so that clashes happen; for merge tests."""

import datetime as dt
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from network.models import Activity, Organization, Person
from tests.factories.network import (
    DistrictFactory,
    PartnerFactory,
    PersonFactory,
    SchoolFactory,
    ServiceCenterFactory,
    StateAgencyFactory,
    UserFactory,
)

MADE_BY = {
    "Person": PersonFactory,
    "School": SchoolFactory,
    "District": DistrictFactory,
    "ServiceCenter": ServiceCenterFactory,
    "StateAgency": StateAgencyFactory,
    "Partner": PartnerFactory,
    "Organization": DistrictFactory,
    "User": UserFactory,
}
WORDS = ["Alder", "Birch"]


def grow(model, rng, **given):
    """A valid row with these values; None when chance found none that the constraints allow."""
    for _ in range(40):
        try:
            with transaction.atomic():
                return model._base_manager.create(**{**_values(model, rng, given), **given})
        except IntegrityError:
            continue
    return None


def _values(model, rng, given):
    values = {}
    for field in model._meta.concrete_fields:
        fixed = field.primary_key or field.generated or field.name in given
        if fixed:
            continue
        values[field.name] = _value(field, rng)
    if model is Activity:
        values["content_type"] = ContentType.objects.get_for_model(Person)
        values.setdefault("object_id", 0)
    start = values.get("starts_on")
    if start and values.get("ends_on"):
        values["ends_on"] = start + dt.timedelta(days=rng.randint(0, 400))
    for first, last in (("starts_at", "ends_at"), ("opens_at", "closes_at")):
        if first in values and last in values:
            values[last] = values[first] + dt.timedelta(hours=2)
    if "file" in values and "url" in values:
        values["url"] = ""
    return values


def _value(field, rng):
    if isinstance(field, models.ForeignKey):
        return _target(field, rng)
    if field.null and rng.random() < 0.5:
        return None
    if field.choices:
        return rng.choice([value for value, _ in field.choices])
    if isinstance(field, models.BooleanField):
        return field.name.startswith("no_") or rng.random() < 0.5
    if field.unique or isinstance(field, models.EmailField):
        return _unlike_any(field)
    if isinstance(field, models.DateTimeField):
        return timezone.now() + dt.timedelta(seconds=rng.randint(0, 9_000_000), microseconds=7)
    if isinstance(field, models.DateField):
        return dt.date(2020, 7, 1) + dt.timedelta(days=rng.randint(0, 700))
    if isinstance(field, models.IntegerField):
        return rng.randint(5, 30)
    if isinstance(field, models.FileField):
        return "some/file.txt"
    if isinstance(field, models.CharField | models.TextField):
        return rng.choice(WORDS)[: field.max_length]
    if isinstance(field, models.JSONField) and not field.has_default():
        return []
    return field.get_default()


def _unlike_any(field):
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    return f"{uuid.uuid4().hex[:20]}@example.org"[: field.max_length]


def _target(field, rng):
    """One of at most two rows, so that two rows often share what they point at."""
    target = field.remote_field.model
    if field.null and (target is Organization or rng.random() < 0.3):
        return None
    known = list(target._base_manager.order_by("pk")[:2])
    if target in (Person, Organization) or issubclass(target, Organization):
        known = known[:1]
    if field.null and target is field.model and not known:
        return None
    if (len(known) < 2 and rng.random() < 0.4) or not known:
        factory = MADE_BY.get(target.__name__)
        made = factory() if factory else grow(target, rng)
        return made or known[0]
    return rng.choice(known)
