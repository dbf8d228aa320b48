"""What can be asked about the log, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Exists, OuterRef, Q

from network.access import standing_of
from network.querysets.person import PersonQuerySet, reads_no_names
from network.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from network.models import Activity  # noqa: F401  named in quotes below

LINES_ON_A_PAGE = 8


def log_type(thing: models.Model) -> ContentType:
    """The type under which a thing is logged: a school's lines are its organization's lines."""
    parents = thing._meta.get_parent_list()
    return ContentType.objects.get_for_model(parents[-1] if parents else thing)


def sees_the_log(user: User | AnonymousUser) -> bool:
    """State administrators, and ESC directors for their branch."""
    return standing_of(user).holds(Role.STATE_ADMIN, Role.ESC_DIRECTOR)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Lines of the log. Whoever sees the page of an object sees them there; else visible_to."""

    def visible_to(self, user: User) -> Self:
        """The whole log for state administrators; for ESC directors what is about their things.

        Asks each kind of thing for its own scope, so a line is never seen without its object.
        """
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        if not standing.holds(Role.ESC_DIRECTOR):
            return self.none()
        seen = Q(pk__in=[])
        for kind in self.kinds_of_things():
            if in_scope := _scope_of(kind.model_class()):
                mine = in_scope(user).order_by().values("pk")
                seen |= Q(content_type=kind, object_id__in=mine)
        return self.filter(seen)

    def about(self, thing: models.Model) -> Self:
        """The lines about one object, newest first."""
        return self.filter(content_type=log_type(thing), object_id=thing.pk).select_related("actor")

    def read_by(self, user: User) -> Self:
        """With `actor_seen`: whether this reader may open the page of who did it.

        Lines are full of names, so there are none for whoever reads none.
        """
        if reads_no_names(user):
            return self.none()
        people = PersonQuerySet(self.model._meta.get_field("actor").related_model)
        seen = people.visible_to(user).filter(pk=OuterRef("actor"))
        return self.annotate(actor_seen=Exists(seen))

    def on_page_of(self, thing: models.Model, user: User, *, lines: int = LINES_ON_A_PAGE) -> Self:
        """The newest lines about an object, for this reader of its page."""
        return self.about(thing).read_by(user)[:lines]

    def with_things(self) -> Self:
        """With what each line is about, one query per kind of thing, and who did it."""
        models_with_lines = [model for model in apps.get_models() if _scope_of(model)]
        rows = [model._base_manager.select_related() for model in models_with_lines]
        return self.select_related("actor", "content_type").prefetch_related(
            GenericPrefetch("about", rows)
        )

    def kinds_of_things(self) -> list[ContentType]:
        """What the log has lines about, by name."""
        lines = self.model._default_manager.filter(content_type=OuterRef("pk"))
        found = ContentType.objects.filter(Exists(lines))
        return sorted((kind for kind in found if kind.model_class()), key=_name_of)


def _name_of(kind: ContentType) -> str:
    return kind.name


def _scope_of(model: type[models.Model] | None) -> Callable[[User], models.QuerySet[Any]] | None:
    """Whom the rows of a model are for: who may see them, or else who may change them."""
    if model is None or model._meta.get_parent_list():  # a school's lines are its organization's
        return None
    rows = model._default_manager.all()
    return getattr(rows, "visible_to", None) or getattr(rows, "run_by", None)
