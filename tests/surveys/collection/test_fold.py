import pytest

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Draft, Response, ScaleTally, Tally
from surveys.collection.recount import recount
from surveys.collection.services import close_administration
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


def test_fewer_than_the_threshold_of_a_unit_stay_sealed(open_survey):
    for invitation in invited(open_survey, "Kettle School", 4):
        answer(invitation, IMT11=4)
    for invitation in invited(open_survey, "Gull School", 1):
        answer(invitation, IMT11=1)

    assert fold_sealed(open_survey) == 0
    assert (Draft.objects.count(), Response.objects.count()) == (5, 0)


def test_a_full_unit_is_folded_and_counted_once(open_survey):
    for number, invitation in enumerate(invited(open_survey, "Kettle School", 6)):
        answer(invitation, IMT11=5 if number else 0, IMC01=2, role=1)

    assert (fold_sealed(open_survey), fold_sealed(open_survey)) == (6, 0)

    tally = Tally.objects.get()
    assert (tally.unit.name, tally.role, tally.submitted, tally.width) == ("Kettle School", 1, 6, 7)
    assert tally.counts[0:7] == [1, 0, 0, 0, 0, 5, 0]  # IMT11, slot 0
    assert tally.counts[20 * 7 : 21 * 7] == [0, 0, 6, 0, 0, 0, 0]  # IMC01, slot 20
    assert tally.counts[7:14] == [6, 0, 0, 0, 0, 0, 0]  # IMT12 was skipped by all
    assert Draft.objects.count() == 0
    assert recount(open_survey) == []


def test_folding_adds_the_sums_of_every_scale(open_survey):
    kettle = invited(open_survey, "Kettle School", 12)
    for first, second in ((0, 5), (5, 12)):
        for number in range(first, second):
            given = {"IMT11": 4, "IMT12": number % 5 + 1, "IMT13": 2 if number < 9 else 0}
            answer(kettle[number], role=1, **given)
        fold_sealed(open_survey)

    assert ScaleTally.objects.count() == 6
    sums = ScaleTally.objects.get(scale="learner-driven").sums
    # Three answered two of the items: 4 and 5, 1, 2. Nine answered all: 6 and 1, 2, 3, 4, 5, 1, …
    assert sums[:3] == [3, 9 + 5 + 6, 81 + 25 + 36]
    totals = [6 + number % 5 + 1 for number in range(9)]
    assert sums[3:6] == [9, sum(totals), sum(total * total for total in totals)]
    squares = sum((number % 5 + 1) ** 2 for number in range(9))
    assert sums[6:] == [36, 144, sum(totals) - 54, squares, 18, 36]
    assert not any(ScaleTally.objects.get(scale="conditions").sums)
    assert recount(open_survey) == []


def test_closing_folds_the_rest_by_unit_and_role(open_survey):
    kettle = invited(open_survey, "Kettle School", 6)
    for invitation in kettle[:5]:
        answer(invitation, IMT11=3, role=1)
    fold_sealed(open_survey)
    answer(kettle[5], IMT11=4, role=2)
    answer(invited(open_survey, "Gull School", 1)[0], IMT11=1)
    close_administration(open_survey, by=None)

    assert fold_sealed(open_survey, finish=True) == 2
    open_survey.refresh_from_db()
    assert open_survey.is_settled
    groups = Tally.objects.order_by("unit__name", "role")
    assert list(groups.values_list("unit__name", "role", "submitted")) == [
        ("Gull School", 0, 1),
        ("Kettle School", 1, 5),
        ("Kettle School", 2, 1),
    ]
    assert recount(open_survey) == []


def test_finishing_twice_changes_nothing_and_an_open_survey_is_not_finished(open_survey):
    answer(invited(open_survey, "Kettle School", 1)[0], IMT11=3)
    assert fold_sealed(open_survey, finish=True) == 0
    close_administration(open_survey, by=None)

    assert fold_sealed(open_survey, finish=True) == 1
    ids = set(Response.objects.values_list("pk", flat=True))
    assert fold_sealed(open_survey, finish=True) == 0
    assert set(Response.objects.values_list("pk", flat=True)) == ids
    assert Tally.objects.get().submitted == 1


def test_open_answers_travel_with_the_response(db, session_survey):
    survey, invitation = session_survey
    answer(invitation, CVF01=4, CVF02=5, CVF12="  The time to plan.  ", CVF13="")
    close_administration(survey, by=None)
    fold_sealed(survey, finish=True)

    response = Response.objects.get()
    assert response.texts == {"CVF12": "The time to plan."}
    assert response.answers[:3] == [4, 5, 0]
    tally = Tally.objects.get()
    assert tally.width == 7  # items with "does not apply" make room for it
    assert tally.counts[7:14] == [0, 0, 0, 0, 0, 1, 0]


def test_recounting_names_what_differs(open_survey):
    for invitation in invited(open_survey, "Kettle School", 5):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)
    tally = Tally.objects.get()
    tally.counts[4] += 1
    tally.submitted = 6
    tally.save()

    assert recount(open_survey) == [
        "Kettle School, role 0: 6 submitted in the tally, 5 in the responses.",
        "Kettle School, role 0: question IMT11 "
        "counts [0, 0, 0, 0, 6, 0, 0], not [0, 0, 0, 0, 5, 0, 0].",
    ]


def test_recounting_names_a_unit_without_a_tally_and_a_tally_of_the_wrong_length(open_survey):
    for name in ("Kettle School", "Gull School"):
        for invitation in invited(open_survey, name, 5):
            answer(invitation, IMT11=4)
    fold_sealed(open_survey)
    Tally.objects.get(unit__name="Gull School").delete()
    Tally.objects.update(counts=[5])

    assert recount(open_survey) == [
        "Kettle School, role 0: the tally has 1 counts, the form needs 203.",
        "Gull School, role 0: no tally, 5 in the responses.",
    ]


def test_recounting_names_sums_of_scales_that_are_missing_wrong_or_of_nobody(open_survey):
    for invitation in invited(open_survey, "Kettle School", 5):
        answer(invitation, IMT11=4, IMT12=4)
    fold_sealed(open_survey)
    held = {row.scale: row for row in ScaleTally.objects.all()}
    gone = held["authentic-learning"]
    gone.delete()
    held["conditions"].sums[0] = 7
    held["conditions"].save()
    ScaleTally.objects.create(
        administration=open_survey,
        unit=held["authentic-learning"].unit,
        role=2,
        scale="authentic-learning",
        sums=[0],
    )

    assert recount(open_survey) == [
        f"Kettle School, role 0: scale conditions has sums {[7, *[0] * 29]}, not {[0] * 30}.",
        "Kettle School, role 2: scale authentic-learning has sums, but nobody answered.",
        "Kettle School, role 0: scale authentic-learning has no sums.",
    ]


def test_a_batch_costs_the_same_queries_whatever_its_size(
    open_survey, django_assert_max_num_queries
):
    for invitation in invited(open_survey, "Kettle School", 30):
        answer(invitation, IMT11=4)

    # units, savepoint, claim, version, responses, tallies added, read, updated, drafts deleted …
    with django_assert_max_num_queries(16):
        assert fold_sealed(open_survey) == 30
