"""What was sent can be taken back where it is kept whose it is, and the counts follow."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import Activity
from surveys.collection import drafts, links
from surveys.collection.fold import fold_sealed
from surveys.collection.models import Draft, Response, ResponseKey, ScaleTally, Tally
from surveys.collection.recount import recount
from surveys.collection.refusals import AlreadySent, CannotWithdraw, UnknownLink
from surveys.collection.services import close_administration, open_administration
from surveys.collection.withdrawal import withdraw
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


@pytest.fixture
def keyed(framed):
    framed.mode = "confidential"
    framed.save()
    return open_administration(framed, by=None)


@pytest.fixture
def invitations(keyed):
    return invited(keyed, "Kettle School", 4)


@pytest.fixture
def tokens(invitations):
    return [links.token_for(one) for one in invitations]


def test_what_was_folded_goes_out_of_the_counts(keyed, invitations, tokens):
    for invitation in invitations:
        answer(invitation, IMT11=4, IMT12=2, role=1)
    fold_sealed(keyed)

    withdraw(tokens[0])

    assert Response.objects.count() == ResponseKey.objects.count() == 3
    assert Tally.objects.get().submitted == 3
    assert Tally.objects.get().counts[4] == 3
    assert ScaleTally.objects.get(scale="learner-driven").sums[:3] == [3, 18, 108]
    assert recount(keyed) == []


def test_what_is_still_sealed_is_taken_back_too(keyed, invitations, tokens):
    answer(invitations[0], IMT11=4)
    answer(invitations[1], IMT11=2)

    withdraw(tokens[0])

    assert not Draft.objects.exists()
    assert ResponseKey.objects.get().invitation == invitations[1]
    assert recount(keyed) == []


def test_a_second_time_nothing_happens_and_nothing_is_written_down(keyed, invitations, tokens):
    answer(invitations[0], IMT11=4)
    lines = Activity.objects.count()
    withdraw(tokens[0])
    withdraw(tokens[0])

    assert not Response.objects.exists()
    assert not Tally.objects.exists()
    assert not ScaleTally.objects.exists()
    assert Activity.objects.count() == lines


def test_the_same_link_may_answer_again(keyed, invitations, tokens):
    answer(invitations[0], IMT11=4)
    withdraw(tokens[0])
    answer(invitations[0], IMT11=1)
    fold_sealed(keyed)

    assert Response.objects.get().answers[0] == 1
    with pytest.raises(AlreadySent):
        drafts.submit(tokens[0], answers={"IMT11": 2})


def test_what_is_counted_for_good_stays(keyed, invitations, tokens):
    answer(invitations[0], IMT11=4)
    close_administration(keyed, by=None)
    fold_sealed(keyed, finish=True)

    with pytest.raises(CannotWithdraw, match="They can no longer be withdrawn"):
        withdraw(tokens[0])
    assert Response.objects.count() == 1


def test_after_the_close_it_is_still_possible_while_somebody_is_waited_for(
    keyed, invitations, tokens
):
    answer(invitations[0], IMT11=4)
    drafts.save(tokens[1], answers={"IMT11": 1})
    close_administration(keyed, by=None)
    fold_sealed(keyed, finish=True)

    withdraw(tokens[0])

    assert not Response.objects.exists()


def test_anonymous_answers_cannot_be_found_so_they_stay(open_survey):
    invitation = invited(open_survey, "Kettle School", 1)[0]
    answer(invitation, IMT11=4)

    with pytest.raises(CannotWithdraw, match="Nobody can find out which answers are yours"):
        withdraw(links.token_for(invitation))
    assert Draft.objects.sealed().count() == 1


def test_an_invented_link_takes_nothing_back(db):
    with pytest.raises(UnknownLink):
        withdraw("abc.def")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.integers(0, 3), st.integers(0, 5), st.integers(0, 3)),
        st.tuples(st.just("withdraw"), st.integers(0, 3)),
        st.tuples(st.just("fold")),
    ),
    max_size=14,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_in_any_order_of_steps_the_tallies_equal_the_responses(keyed, invitations, tokens, steps):
    for token in tokens:
        withdraw(token)
    given_by = {}
    for step, *values in steps:
        if step == "fold":
            fold_sealed(keyed)
        elif step == "withdraw":
            withdraw(tokens[values[0]])
            given_by.pop(values[0], None)
        elif values[0] not in given_by:
            who, code, role = values
            given = {"IMT11": code, "IMT12": 5 - code, "IMT13": 3, "role": role}
            drafts.submit(tokens[who], answers=given)
            given_by[who] = (code, role)
        assert recount(keyed) == []
    fold_sealed(keyed)

    keys = ResponseKey.objects.select_related("response")
    found = {key.invitation_id: (key.response.answers[0], key.response.role) for key in keys}
    assert found == {invitations[who].pk: row for who, row in given_by.items()}
    assert recount(keyed) == []


# The pages.


def test_the_receipt_leads_to_a_page_that_asks_first(client, keyed, invitations, tokens):
    answer(invitations[0], IMT11=4)
    url = f"/answer/{tokens[0]}/withdraw/"
    assert url in client.get(f"/answer/{tokens[0]}/").content.decode()

    assert "Withdraw your answers?" in client.get(url).content.decode()
    assert Draft.objects.sealed().count() == 1
    done = client.post(url)

    assert "Your answers are withdrawn" in done.content.decode()
    assert done["Referrer-Policy"] == "strict-origin"
    assert not Response.objects.exists()
    assert client.post(url).status_code == 200
    assert "IMT11" in client.get(f"/answer/{tokens[0]}/?section=2").content.decode()


def test_the_page_speaks_spanish(client, keyed, invitations, tokens):
    version = keyed.version
    version.languages = ["en", "es"]
    version.save()
    answer(invitations[0], IMT11=4)

    page = client.get(f"/answer/{tokens[0]}/withdraw/?language=es").content.decode()

    assert "¿Retirar sus respuestas?" in page


def test_too_late_is_told_in_words(client, keyed, invitations, tokens):
    answer(invitations[0], IMT11=4)
    close_administration(keyed, by=None)
    fold_sealed(keyed, finish=True)
    url = f"/answer/{tokens[0]}/withdraw/"

    assert client.get(url).url == f"/answer/{tokens[0]}/"
    late = client.post(url)

    assert late.status_code == 409
    assert "They can no longer be withdrawn." in late.content.decode()
    assert "no longer be withdrawn" in client.get(f"/answer/{tokens[0]}/").content.decode()


def test_a_wrong_link_is_told_in_words(client, db):
    assert client.get("/answer/abc.def/withdraw/").status_code == 404
