"""One question finds what the models would say in four."""

import pytest
from django.db import transaction

from surveys.collection import drafts, links, lookup
from surveys.collection.services import revoke
from tests.surveys.asking import invited

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(open_survey):
    return invited(open_survey, "Kettle School", 1)[0]


def values_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_it_finds_invitation_survey_and_form(invitation, open_survey, django_assert_num_queries):
    token = links.token_for(invitation)
    open_survey.refresh_from_db()
    lookup.look(token)  # the frozen form is asked for once per process

    with django_assert_num_queries(1):
        found = lookup.look(token).invitation
        assert found.administration.version.instrument.code == "IMT"

    assert values_of(found) == values_of(invitation)
    assert values_of(found.administration) == values_of(open_survey)


def test_what_was_kept_comes_along_until_it_is_sent(invitation):
    token = links.token_for(invitation)
    assert lookup.look(token).ciphertext is None

    drafts.save(token, answers={"IMT11": 4})
    kept = lookup.look(token).ciphertext
    assert drafts.opened(kept, token=token) == {"IMT11": 4}

    drafts.submit(token)
    assert lookup.look(token).ciphertext is None
    assert lookup.look(token).invitation.is_completed


def test_foreign_and_withdrawn_links_lead_nowhere(invitation):
    token = links.token_for(invitation)
    assert lookup.look(f"{invitation.nonce}.forged") is None
    assert lookup.look(invitation.nonce) is None

    revoke(invitation, by=None)

    assert lookup.look(token) is None
    with transaction.atomic():
        assert lookup.hold(token) is None
