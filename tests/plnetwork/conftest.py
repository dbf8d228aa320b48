import pytest
from django.db import connection, transaction

from plnetwork.demo import build


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo network, built once for the module and rolled back at its end."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        try:
            yield build.build()
        finally:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
            connection.close()


@pytest.fixture
def demo_db(demo, db):
    """The built demo inside a test of its own, whose changes are rolled back."""
    return demo
