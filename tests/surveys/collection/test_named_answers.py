"""Answers by name: of identified surveys only, for those who run them, and each look is kept."""

import csv
import io

import pytest

from network.models import Activity
from surveys.collection import named_answers
from surveys.collection.fold import fold_sealed
from surveys.collection.services import open_administration
from surveys.instruments.questionnaire import questionnaire_of
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


@pytest.fixture
def identified(framed):
    framed.mode = "identified"
    framed.save()
    open_administration(framed, by=None)
    for place, invitation in enumerate(invited(framed, "Kettle School", 3)):
        answer(invitation, IMT11=place + 1, role=2)
    fold_sealed(framed)
    return framed


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def url_of(survey, rest=""):
    return f"/surveys/{survey.pk}/answers/{rest}"


def looks(survey, kind):
    return Activity.objects.about(survey).filter(kind=kind).count()


def test_those_who_run_it_read_who_answered_and_what_people_were_told(admin, identified):
    page = admin.get(url_of(identified)).content.decode()

    for invitation in identified.invitations.filter(is_completed=True):
        assert str(invitation.person) in page
    assert "Others may ask for it under the law on public records." in page


def test_a_persons_form_stands_in_words(admin, identified):
    invitation = identified.invitations.order_by("pk").first()
    page = admin.get(url_of(identified, f"{invitation.pk}/")).content.decode()

    assert str(invitation.person) in page
    assert questionnaire_of(identified.version).by_code["IMT11"].label_of(1) in page
    assert "Not answered" in page


def test_reading_is_recorded_once_a_day_and_each_file_every_time(admin, identified):
    admin.get(url_of(identified))
    admin.get(url_of(identified))
    for _ in range(2):
        b"".join(admin.get(url_of(identified, "answers.csv")).streaming_content)

    assert looks(identified, Activity.Kind.VIEW) == 1
    assert looks(identified, Activity.Kind.EXPORT) == 2


def test_the_file_has_a_row_for_each_person(admin, identified):
    sent = b"".join(admin.get(url_of(identified, "answers.csv")).streaming_content)
    head, *rows = csv.reader(io.StringIO(sent.decode("utf-8-sig")))

    assert head[:4] == ["name", "address", "school", "role"]
    assert {row[1] for row in rows} == set(identified.invitations.values_list("email", flat=True))
    assert {row[2] for row in rows} == {"Kettle School"}


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_no_other_survey_is_read_by_name(admin, framed, mode):
    framed.mode = mode
    framed.save()
    open_administration(framed, by=None)
    for invitation in invited(framed, "Kettle School", 6):
        answer(invitation, IMT11=4)
    fold_sealed(framed)
    invitation = framed.invitations.first()

    rests = ["", "answers.csv", f"{invitation.pk}/"]
    assert [admin.get(url_of(framed, rest)).status_code for rest in rests] == [404] * 3
    assert not named_answers.keys_of(framed).exists()


def test_staff_of_a_service_center_who_do_not_run_it_do_not_read_it(
    signed_in, esc_director, identified
):
    assert signed_in(esc_director).get(url_of(identified)).status_code == 404


@pytest.mark.parametrize("more", [1, 12])
def test_the_list_costs_the_same_queries_however_many_answered(
    admin, identified, more, django_assert_max_num_queries
):
    for invitation in invited(identified, "Kettle School", more):
        answer(invitation, IMT11=4)
    fold_sealed(identified)
    admin.get(url_of(identified))

    # session, person, grants, survey, form, activity, count, keys …
    with django_assert_max_num_queries(22):
        admin.get(url_of(identified))
