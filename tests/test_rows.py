"""The comparison that the tables of doors stand on sees a change, wherever it is."""

from django.apps import apps

from core import clock
from tests.rows import NOT_COMPARED, everything


def test_a_change_of_one_word_is_seen_and_nothing_else(specialist, cohort):
    before = everything()
    type(cohort).objects.filter(pk=cohort.pk).update(name="Brookside")

    after = everything()

    assert after != before
    assert {label for label in after if after[label] != before[label]} == {"cohorts.Cohort"}


def test_a_new_and_a_removed_row_are_seen(specialist):
    before = everything()
    added = type(specialist).objects.create(email="one.more@example.org")
    assert len(everything()["accounts.User"]) == len(before["accounts.User"]) + 1
    added.delete()

    assert everything() == before


def test_who_signed_in_when_is_no_change(specialist):
    before = everything()
    type(specialist).objects.filter(pk=specialist.pk).update(last_login=clock.now())

    assert everything() == before


def test_every_table_is_looked_at(db, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        everything()

    (query,) = asked.captured_queries
    compared = set(apps.get_models()) - NOT_COMPARED
    assert all(f'FROM "{model._meta.db_table}"' in query["sql"] for model in compared)
