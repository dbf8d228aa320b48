"""Throw-away databases on the server of DATABASE_URL, and browsers that are signed in there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, connections
from django.db.utils import load_backend
from django.test import Client

from accounts.models import User
from network.models import Person, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.roles import Role


def database(name: str) -> Any:
    """A connection to it."""
    changed = {**connections["default"].settings_dict, "NAME": name}
    return load_backend(changed["ENGINE"]).DatabaseWrapper(changed, "default")


@contextmanager
def on(chosen: Any) -> Iterator[None]:
    """Every query of this block goes to this database."""
    usual = connections["default"]
    connections["default"] = chosen
    try:
        yield
    finally:
        connections["default"] = usual


def make(name: str) -> None:
    """An empty one."""
    drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def drop(name: str) -> None:
    """Gone, whoever still has it open."""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def browser(role: Role, organization: Any) -> Client:
    """A browser of somebody with that role."""
    user = User.objects.create(email=f"{role}-{organization.pk}@example.org")
    person = Person.objects.create(
        first_name="Bench", last_name=role.label, user=user, organization=organization
    )
    RoleGrant.objects.create(
        person=person, role=role, organization=organization, starts_on="2020-07-01"
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    session = client.session
    session["demo_sign_in"] = True  # no second factor to be asked for
    session.save()
    return client
