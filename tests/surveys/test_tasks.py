"""The fold that follows a commit."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from plnetwork.celery import app
from surveys import tasks
from surveys.collection.links import token_for
from surveys.collection.models import Draft, Response
from tests.surveys.asking import answer, invited

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def broker_falls(monkeypatch):
    def fall():
        monkeypatch.setattr(app.conf, "broker_write_url", NOBODY_LISTENS)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)

    return fall


@pytest.fixture
def queued(monkeypatch):
    """What was handed to the broker, instead of handing it over."""
    calls = []
    monkeypatch.setattr(tasks.fold, "apply_async", lambda args, **options: calls.append(args))
    return calls


@pytest.mark.django_db
def test_sending_asks_for_one_fold_per_survey_and_few_seconds(
    open_survey, queued, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for invitation in invited(open_survey, "Kettle School", 3):
            answer(invitation, IMT11=4)
    assert queued == [(open_survey.pk,)]

    cache.delete(f"fold-soon|{open_survey.pk}")  # as after these seconds
    tasks.fold_soon(open_survey.pk)
    tasks.fold_soon(open_survey.pk + 1)

    assert queued == [(open_survey.pk,), (open_survey.pk,), (open_survey.pk + 1,)]


@pytest.mark.django_db
def test_the_fold_after_a_commit_leaves_alone_what_is_too_few(open_survey):
    people = invited(open_survey, "Kettle School", 5)
    for invitation in people[:4]:
        answer(invitation, IMT11=4)
    assert tasks.fold(open_survey.pk) == 0

    answer(people[4], IMT11=4)

    assert tasks.fold(open_survey.pk) == 5
    assert tasks.fold(open_survey.pk + 1) == 0  # deleted meanwhile
    assert Response.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_costs_no_answer(open_survey, broker_falls, client, caplog):
    invitation = invited(open_survey, "Kettle School", 1)[0]
    address = reverse("surveys:answer", args=[token_for(invitation)])
    broker_falls()

    sent = client.post(address, {"go": "send", "IMT11": "4"}, follow=True)

    assert sent.redirect_chain == [(f"{address}?sent", 302)]
    invitation.refresh_from_db()
    assert invitation.is_completed
    assert Draft.objects.sealed().count() == 1
    assert "the clock will start it" in caplog.text
