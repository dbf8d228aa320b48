import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from surveys.collection.models import Administration
from surveys.collection.services import confirm_safeguards
from surveys.collection.todos import todos_for
from tests.factories.cohorts import CohortFactory
from tests.factories.surveys import AdministrationFactory, shipped
from tests.surveys.asking import eastern, invited

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def march():
    with clock.at(eastern("2026-03-02 09:00")):
        yield


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def typed(survey, **changes):
    return {
        "version": shipped("IMT", 2).pk,
        "title": survey.title,
        "cohort": survey.cohort_id or "",
        "school_year": "2025-26",
        "season": "spring",
        "opens_at": "2026-04-08T08:00",
        "closes_at": "2026-05-01T23:59",
        "mode": "anonymous",
        "reminders": "light",
        "grace_hours": 12,
        "threshold": 8,
        **changes,
    }


def test_the_page_tells_zone_languages_and_the_words_of_every_mode(admin):
    shipped("IMT", 2)
    text = admin.get("/surveys/new/").content.decode()

    assert "New York time: EST, in summer EDT." in text
    assert "12 minutes, English and Spanish" in text
    assert "<b>Nobody can tell which answers are yours</b>" in text
    assert "<b>Your name stays with your answers.</b>" in text


def test_a_statewide_survey_has_no_cohort_and_a_title_of_its_own_making(admin, draft):
    answer = admin.post("/surveys/new/", typed(draft, cohort="", title=""))
    survey = Administration.objects.get(cohort=None)

    assert answer.url == f"/surveys/{survey.pk}/frame/"
    assert survey.title == f"{survey.version.instrument}, spring 2026"
    assert survey.wave == "spring 2026"
    assert (survey.reminders, survey.grace_hours, survey.threshold) == ("light", 12, 8)


def test_two_clicks_on_the_same_button_prepare_one_survey(admin, draft):
    answers = [admin.post("/surveys/new/", typed(draft, title="Once")) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Administration.objects.filter(title="Once").count() == 1


def test_what_was_typed_stays_when_something_is_wrong(admin, draft):
    text = admin.post(
        "/surveys/new/", typed(draft, title="Kept words", closes_at="2026-04-01T08:00")
    ).content.decode()

    assert "A survey closes after it opens." in text
    assert 'value="Kept words"' in text
    assert 'value="2026-04-01T08:00"' in text


def test_the_next_wave_begins_with_settings_and_frame_of_the_last(admin, draft):
    page = admin.get(f"/surveys/new/?like={draft.pk}").content.decode()
    assert "Take the frame over: 1 school, 40 people" in page
    assert 'value="2026-27"' in page

    changes = {"copied": draft.pk, "takes_frame": "on", "title": "Next", "school_year": "2026-27"}
    admin.post("/surveys/new/", typed(draft, **changes))
    admin.post("/surveys/new/", typed(draft, **changes, cohort="") | {"takes_frame": ""})
    with_frame, without = Administration.objects.filter(title="Next").order_by("pk")
    assert with_frame.units.get(kind="school").staff == 40
    assert not without.units.exists()


def test_a_draft_is_changed_and_says_why_it_cannot(admin, draft):
    url = f"/surveys/{draft.pk}/change/"
    assert 'value="Survey being prepared"' in admin.get(url).content.decode()

    assert admin.post(url, typed(draft, title="Renamed")).url == f"/surveys/{draft.pk}/"
    draft.refresh_from_db()
    assert (draft.title, draft.threshold) == ("Renamed", 8)
    text = admin.post(url, typed(draft, threshold=4)).content.decode()
    assert "greater than or equal to 5" in text


def test_an_open_survey_has_no_page_to_change(admin, survey):
    assert admin.get(f"/surveys/{survey.pk}/change/").status_code == 404
    text = admin.post(f"/surveys/{survey.pk}/delete/", follow=True).content.decode()
    assert "This survey has opened, so it is kept." in text


def test_a_deleted_draft_comes_back_with_one_click(admin, draft):
    page = admin.post(f"/surveys/{draft.pk}/delete/", follow=True).content.decode()

    assert "Survey being prepared is deleted." in page
    assert f'action="/surveys/{draft.pk}/bring-back/"' in page
    assert admin.get(f"/surveys/{draft.pk}/").status_code == 404
    back = admin.post(f"/surveys/{draft.pk}/bring-back/", follow=True).content.decode()
    assert "Survey being prepared is back as it was." in back
    assert admin.post(f"/surveys/{draft.pk}/bring-back/").status_code == 404  # it is there


def test_each_missing_step_is_linked_and_the_first_stands_out(admin, draft, learner_survey):
    text = admin.get(f"/surveys/{learner_survey.pk}/").content.decode()

    assert "1 school, 60 people" in text
    assert f'class="usa-button pl-button-small" href="/surveys/{learner_survey.pk}/safeg' in text
    assert "Confirm the eight protected topics" in text
    assert "Learners have no address" in text
    assert "Open the survey" not in text

    invited(draft, "Kettle School", 2)
    ready = admin.get(f"/surveys/{draft.pk}/").content.decode()
    assert "2 invited" in ready
    assert "Open the survey" in ready


def test_schools_that_nobody_gets_into_are_told_and_found(admin, framed):
    invited(framed, "Kettle School", 2)
    text = admin.get(f"/surveys/{framed.pk}/").content.decode()
    found = admin.get(f"/surveys/{framed.pk}/frame/?ways=none").content.decode()

    assert "1 school has neither an invitation nor an open link." in text
    assert "Gull School" in found
    assert "Kettle School" not in found


def test_a_form_that_is_not_finished_and_a_window_that_is_over_are_told(admin, draft):
    version = draft.version
    version.languages = ["en", "es"]
    version.save()
    draft.opens_at, draft.closes_at = eastern("2026-01-05 08:00"), eastern("2026-02-05 08:00")
    draft.save()
    text = admin.get(f"/surveys/{draft.pk}/").content.decode()

    assert "Finish the form" in text
    assert "The roles are missing in" in text
    assert "Choose a later closing time" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Spring survey", "Learners", "Fall survey"}),
        ("?q=spring+surv", {"Spring survey"}),
        ("?q=learner", {"Learners"}),
        ("?state=open", {"Fall survey"}),
        ("?school_year=2024-25", {"Fall survey"}),
        ("?mode=confidential", {"Spring survey"}),
        ("?state=nonsense", {"Spring survey", "Learners", "Fall survey"}),
        ("?q=nothing+like+it", set()),
    ],
)
def test_the_list_and_its_file_are_narrowed_alike(admin, cohort, query, found):
    AdministrationFactory(cohort=cohort, title="Spring survey", mode="confidential")
    AdministrationFactory(cohort=cohort, title="Learners", version=shipped("IMLA"))
    AdministrationFactory(cohort=cohort, title="Fall survey", state="open", school_year="2024-25")
    page = admin.get(f"/surveys/{query}").content.decode()
    file = admin.get(f"/surveys/surveys.csv{query}").getvalue().decode()

    for title in ("Spring survey", "Learners", "Fall survey"):
        assert (f">{title}</a>" in page) == (title in found)
        assert (f"\n{title}," in file.replace("\r", "")) == (title in found)


def test_a_list_of_one_form_and_an_empty_one(admin, cohort):
    survey = AdministrationFactory(cohort=cohort, title="Learners", version=shipped("IMLA"))
    AdministrationFactory(cohort=cohort, title="Staff")
    form = admin.get(f"/surveys/?form={survey.version.instrument_id}").content.decode()

    assert ">Learners</a>" in form
    assert ">Staff</a>" not in form
    assert "Take a filter away" in admin.get("/surveys/?q=xyz").content.decode()


def test_others_choose_among_their_own_surveys_and_see_no_totals(signed_in, specialist, survey):
    AdministrationFactory(cohort=CohortFactory(), title="Elsewhere", school_year="2019-20")
    client = signed_in(specialist)
    page = client.get("/surveys/").content.decode()
    file = client.get("/surveys/surveys.csv").getvalue().decode()

    assert "Riverside survey" in page
    assert "2019-20" not in page
    assert "Sent" not in file
    assert "Elsewhere" not in file


def test_what_a_spreadsheet_would_run_is_text_in_the_file(admin, cohort):
    AdministrationFactory(cohort=cohort, title="=1+1")

    assert "'=1+1" in admin.get("/surveys/surveys.csv").getvalue().decode()


def test_the_page_of_a_draft_costs_the_same_queries_whatever_its_size(admin, draft, framed):
    counts = []
    for survey, people in ((draft, 1), (framed, 12)):
        invited(survey, "Kettle School", people)
        admin.get(f"/surveys/{survey.pk}/")
        with CaptureQueriesContext(connection) as found:
            admin.get(f"/surveys/{survey.pk}/")
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_parents_come_first_among_the_things_to_do(state_admin, learner_survey):
    first = next(iter(todos_for(state_admin)))
    assert first.title == "Tell parents about Learner survey, spring"
    assert first.url == f"/surveys/{learner_survey.pk}/safeguards/"

    today = clock.today()
    confirm_safeguards(
        learner_survey,
        not_asked=[],
        notice_on=today,
        opt_out_until=today + dt.timedelta(days=14),
        by=None,
    )
    assert next(iter(todos_for(state_admin))).title == "Open Learner survey, spring"


def test_how_many_have_sent_is_in_no_file(admin, survey):
    """Progress is shown while a survey is open, and never exported (disclosure.md 7)."""
    head = admin.get("/surveys/surveys.csv").getvalue().decode().splitlines()[0]

    assert "Invited" in head
    assert "Sent" not in head
