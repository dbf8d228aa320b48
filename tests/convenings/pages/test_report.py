import pytest

from convenings.pages.report import report_of
from core import clock
from surveys.instruments.services import freeze, make_variant
from surveys.results.models import OpenAnswer
from surveys.results.services import add_tag, code_answer, publish_comments
from surveys.results.words.tag_counts import tag_counts
from tests.convenings.reported import ITEMS, alike, feedback_form, reported
from tests.factories.cohorts import CohortFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return feedback_form()


def line(report, code):
    return next(one for one in report.over if one.item.code == code)


def test_the_range_over_this_cohorts_convenings_is_that_of_the_rounded_percents(cohort, form):
    """Acceptance scenario 1: 116 of 120, 98 of 100, 78 of 80 and 102, 92, 76."""
    for number, own, other in [(1, (120, 116), (120, 102)), (2, (100, 98), (100, 92))]:
        answers = {"CVT01": own, "CVF01": own, "CVF02": other}
        reported(cohort, number, {"North": answers}, version=form)
    answers = {"CVT01": (80, 78), "CVF01": (80, 78), "CVF02": (80, 76)}
    third = report_of(reported(cohort, 3, {"North": answers}, version=form))

    assert line(third, "CVF01").range_words == "97%–98% of respondents, 3 convenings"
    assert line(third, "CVF02").range_words == "85%–95% of respondents, 3 convenings"
    assert [cell.words for cell in line(third, "CVF02").cells] == ["85%", "92%", "95%"]
    assert line(third, "CVF01").own.pooled.percent == 97
    assert third.times == ["Convening 1", "Convening 2", "Convening 3"]


def test_a_report_looks_back_and_never_ahead(cohort, form):
    first = reported(cohort, 1, {"North": alike(40, 30)}, version=form)
    reported(cohort, 2, {"North": alike(40, 10)}, version=form)

    report = report_of(first)
    assert report.times == ["Convening 1"]
    assert report.headlines[0].range_words == ""


def test_other_cohorts_of_the_year_stand_beside_it(cohort, form):
    reported(CohortFactory(), 1, {"East": alike(60, 60)}, version=form)
    reported(CohortFactory(), 1, {"West": alike(40, 20)}, version=form)
    report = report_of(reported(cohort, 1, {"North": alike(40, 30)}, version=form))

    assert line(report, "CVF01").others_words == "80% of 100"
    assert report.sections[0].rows[0].beside == ("other cohorts 80%",)


def test_sessions_stand_side_by_side_in_order_of_time(cohort, form):
    sessions = {"South": alike(40, 30), "North": alike(50, 50)}
    report = report_of(reported(cohort, 1, sessions, version=form))

    assert report.sessions == ["South", "North"]
    [target, *_] = report.by_session
    assert target.item.code == "CVT01"
    assert (target.whole.words, [cell.words for cell in target.cells]) == ("89%", ["75%", "100%"])


def test_one_session_is_not_told_twice(cohort, form):
    report = report_of(reported(cohort, 1, {"North": alike(40, 30)}, version=form))

    assert report.by_session == []
    assert not report.hides_some


def test_a_small_session_is_hidden_with_the_one_beside_it(cohort, form):
    sessions = {"North": alike(7, 5), "South": alike(12, 9), "West": alike(60, 30)}
    report = report_of(reported(cohort, 1, sessions, version=form))

    [target, *_] = report.by_session
    assert [cell.is_hidden for cell in target.cells] == [True, True, False]
    assert report.hides_some


def test_of_nine_answers_nothing_is_told(cohort, form):
    report = report_of(reported(cohort, 1, {"North": alike(9, 9)}, version=form))

    assert report.is_hidden
    assert report.answered == ""
    assert not any(one.percent for one in report.headlines)


def test_there_is_no_report_before_the_release(convening):
    assert report_of(convening) is None


def test_a_target_is_compared_with_no_other_convening(cohort, form):
    """Both are variants of one form; their first targets have the same code."""
    variants = [_variant(form, target) for target in ("Build", "Build")]
    first = reported(cohort, 1, {"North": alike(40, 10)}, version=variants[0])
    second = reported(cohort, 2, {"North": alike(40, 30)}, version=variants[1])

    assert report_of(first) is not None
    assert {one.item.code for one in report_of(second).over} == set(ITEMS)
    assert not any(one.item.code == "CVX01" for one in report_of(second).over)


def _variant(form, target):
    item = {"code": "CVX01", "wording": f"We reached {target}.", "scale": "A4"}
    variant = make_variant(form, sections=[{"title": "Targets", "intro": "", "items": [item]}])
    return freeze(variant)


def test_tags_are_counted_on_the_comments_that_everybody_reads(cohort, form):
    convening = reported(cohort, 1, {"N": alike(40, 30), "S": alike(40, 30)}, version=form)
    survey, (north, south) = convening.feedback, convening.feedback.units.filter(kind="session")
    tag = add_tag(form.instrument, name="Time", meaning="")
    coders = PersonFactory.create_batch(2)
    for unit, number in ((north, 12), (south, 3)):
        for place in range(number):
            said = OpenAnswer.objects.create(
                administration=survey,
                unit=unit,
                item_code="CVF12",
                text=f"More time {place}",
                verdict="publish",
            )
            for coder in coders:
                code_answer(said, tags=[tag], by=coder)
    survey.words_apart_at = clock.now()
    survey.save()
    publish_comments(survey, by=None)

    assert tag_counts(survey.releases.get()) == {"CVF12": [("Time", 12)]}


def test_more_sessions_and_convenings_cost_no_more_queries(
    cohort, form, django_assert_max_num_queries
):
    one = reported(cohort, 1, {"North": alike(40, 30)}, version=_variant(form, "Build"))
    report_of(one)
    with django_assert_max_num_queries(12):
        report_of(one)
    for number in range(2, 7):
        regions = {f"Region {place}": alike(40, 30) for place in range(number)}
        last = reported(cohort, number, regions, version=_variant(form, f"Build {number}"))
        reported(CohortFactory(), 1, regions, version=_variant(form, f"Else {number}"))
    report_of(last)
    with django_assert_max_num_queries(12):
        assert len(report_of(last).times) == 6
