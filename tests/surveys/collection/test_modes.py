"""What a survey promises is held by the services, and by the database against everybody."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Administration, Draft, Response, ResponseKey
from surveys.collection.refusals import ModeDoesNotFit
from surveys.collection.services import close_administration, open_administration
from tests.factories.surveys import AdministrationFactory, FrameUnitFactory, shipped
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db

KEYED = ("confidential", "identified")


@pytest.fixture(params=KEYED)
def keyed(request, framed):
    """An open survey that keeps whose an answer is."""
    framed.mode = request.param
    framed.save()
    return open_administration(framed, by=None)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(constraint, statement, *values):
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        sql(statement, *values)
    return told.value.__cause__.diag.constraint_name == constraint


def response_in(administration):
    unit = administration.units.filter(kind="school").first()
    return Response.objects.create(administration=administration, unit=unit, answers=[1])


# What is kept where a mode keeps it.


def test_each_response_gets_the_key_to_its_invitation(keyed):
    one, other = invited(keyed, "Kettle School", 2)
    answer(one, IMT11=4, role=2)
    answer(other, IMT11=1)

    assert (fold_sealed(keyed), fold_sealed(keyed)) == (2, 0)

    keys = {key.invitation: key.response for key in ResponseKey.objects.all()}
    assert {who: (row.answers[0], row.role) for who, row in keys.items()} == {
        one: (4, 2),
        other: (1, 0),
    }


def test_nothing_outside_the_sealed_text_tells_whose_it_is(keyed):
    answer(invited(keyed, "Kettle School", 1)[0], IMT11=4)
    names = {field.name for field in Draft._meta.get_fields()}

    assert names == {
        "id",
        "administration",
        "unit",
        "token_hash",
        "ciphertext",
        "revision",
        "is_sealed",
    }


def test_an_anonymous_survey_keeps_no_key(open_survey):
    for invitation in invited(open_survey, "Kettle School", 6):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)

    assert not ResponseKey.objects.exists()


def test_a_sealed_anonymous_form_is_as_long_whoever_sent_it(open_survey):
    invitations = invited(open_survey, "Kettle School", 12)
    for invitation in invitations:
        answer(invitation, IMT11=4)

    assert len({len(bytes(draft.ciphertext)) for draft in Draft.objects.all()}) == 1


def test_settling_leaves_keyed_responses_where_they_are(keyed):
    answer(invited(keyed, "Kettle School", 1)[0], IMT11=4)
    fold_sealed(keyed)
    kept = Response.objects.get().pk
    close_administration(keyed, by=None)
    fold_sealed(keyed, finish=True)

    assert keyed.is_settled
    assert Response.objects.get().pk == ResponseKey.objects.get().response_id == kept


# What the database refuses, whoever asks.


def test_no_key_leads_from_an_anonymous_response(open_survey):
    response = response_in(open_survey)
    invitation = invited(open_survey, "Kettle School", 1)[0]

    assert refused(
        "no_key_of_an_anonymous_answer",
        "INSERT INTO surveys_responsekey (response_id, invitation_id) VALUES (%s, %s)",
        response.pk,
        invitation.pk,
    )


def test_nor_does_a_key_that_is_written_before_its_response(open_survey):
    assert refused(
        "no_key_of_an_anonymous_answer",
        "INSERT INTO surveys_responsekey (response_id, invitation_id) VALUES (%s, %s)",
        uuid.uuid4(),
        invited(open_survey, "Kettle School", 1)[0].pk,
    )


def test_a_key_is_not_turned_to_an_anonymous_response(open_survey):
    other = AdministrationFactory(mode="confidential", state="open")
    unit = FrameUnitFactory(administration=other)
    response = Response.objects.create(administration=other, unit=unit, answers=[1])
    invitation = other.invitations.create(
        unit=unit, email="a@b.example", is_completed=True, is_revoked=False
    )
    key = ResponseKey.objects.create(response=response, invitation=invitation)
    target = response_in(open_survey)

    assert refused(
        "no_key_of_an_anonymous_answer",
        "UPDATE surveys_responsekey SET response_id = %s WHERE id = %s",
        target.pk,
        key.pk,
    )
    assert refused(
        "response_stays",
        "UPDATE surveys_response SET administration_id = %s WHERE id = %s",
        open_survey.pk,
        response.pk,
    )


def test_a_key_joins_an_answer_to_an_invitation_of_the_same_survey(keyed, session_survey):
    _, foreign = session_survey

    assert refused(
        "key_within_one_survey",
        "INSERT INTO surveys_responsekey (response_id, invitation_id) VALUES (%s, %s)",
        response_in(keyed).pk,
        foreign.pk,
    )


@pytest.mark.parametrize("state", ["open", "closed", "released"])
@pytest.mark.parametrize("mode", KEYED)
def test_the_mode_of_a_survey_that_has_opened_is_never_changed(open_survey, state, mode):
    sql("UPDATE surveys_administration SET state = %s WHERE id = %s", state, open_survey.pk)

    assert refused(
        "mode_fixed_at_opening",
        "UPDATE surveys_administration SET mode = %s WHERE id = %s",
        mode,
        open_survey.pk,
    )
    # Nor together with going back to where it could be changed.
    assert refused(
        "opened_once",
        "UPDATE surveys_administration SET state = 'draft', mode = %s WHERE id = %s",
        mode,
        open_survey.pk,
    )


def test_a_promise_is_not_made_stricter_afterwards_either(keyed):
    assert refused(
        "mode_fixed_at_opening",
        "UPDATE surveys_administration SET mode = 'anonymous' WHERE id = %s",
        keyed.pk,
    )


def test_form_and_smallest_group_are_fixed_at_opening(open_survey):
    assert refused(
        "form_fixed_at_opening",
        "UPDATE surveys_administration SET threshold = 6 WHERE id = %s",
        open_survey.pk,
    )
    assert refused(
        "form_fixed_at_opening",
        "UPDATE surveys_administration SET version_id = %s WHERE id = %s",
        shipped("CVF").pk,
        open_survey.pk,
    )


def test_a_draft_may_be_changed_in_all_of_it(framed):
    framed.mode = "identified"
    framed.threshold = 12
    framed.save()

    assert Administration.objects.get(pk=framed.pk).mode == "identified"


def test_a_draft_with_keys_does_not_become_anonymous(framed):
    framed.mode = "confidential"
    framed.save()
    invitation = invited(framed, "Kettle School", 1)[0]
    ResponseKey.objects.create(response=response_in(framed), invitation=invitation)

    assert refused(
        "no_key_of_an_anonymous_answer",
        "UPDATE surveys_administration SET mode = 'anonymous' WHERE id = %s",
        framed.pk,
    )


# What the services refuse.


@pytest.mark.parametrize("flag", ["is_for_learners", "is_anonymous_only"])
@pytest.mark.parametrize("mode", KEYED)
def test_some_forms_are_asked_anonymously_only(framed, flag, mode):
    instrument = framed.version.instrument
    setattr(instrument, flag, True)
    instrument.save()
    framed.mode = mode
    framed.save()

    with pytest.raises(ModeDoesNotFit, match="is asked anonymously only"):
        open_administration(framed, by=None)
