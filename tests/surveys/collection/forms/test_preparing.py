import pytest
from django.utils import timezone

from core import clock
from surveys.collection.forms import AdministrationForm, answers_as_of, answers_like, usual_answers
from surveys.collection.forms.preparing import versions_to_ask_with
from surveys.instruments.models import Instrument
from tests.factories.surveys import AdministrationFactory, shipped
from tests.surveys.asking import eastern

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def march():
    with clock.at(eastern("2026-03-02 09:00")):
        yield


def typed(state_admin, cohort, code="IMT", number=2, **changes):
    given = {
        "version": shipped(code, number).pk,
        "title": "",
        "cohort": cohort.pk,
        "school_year": "2025-26",
        "season": "spring",
        "opens_at": "2026-04-08T08:00",
        "closes_at": "2026-05-01T23:59",
        "mode": "anonymous",
        "reminders": "usual",
        "grace_hours": 24,
        "threshold": 10,
        **changes,
    }
    return AdministrationForm(given, user=state_admin)


def test_title_and_wave_are_made_of_form_year_and_season(state_admin, cohort):
    form = typed(state_admin, cohort)

    assert form.is_valid(), form.errors
    assert form.facts()["wave"] == "spring 2026"
    assert form.facts()["title"] == f"{shipped('IMT', 2).instrument}, spring 2026"


def test_without_a_season_the_title_names_the_school_year(state_admin, cohort):
    form = typed(state_admin, cohort, season="")

    assert form.is_valid()
    assert (form.facts()["wave"], form.facts()["title"][-9:]) == ("", ", 2025-26")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"opens_at": "2026-03-08T02:30"}, "opens_at", "2:30 AM does not exist on March 8, 2026"),
        ({"closes_at": "2026-11-01T01:30"}, "closes_at", "1:30 AM happens twice on November 1"),
        ({"closes_at": "2026-04-08T08:00"}, "closes_at", "A survey closes after it opens."),
        (
            {"opens_at": "2026-01-05T08:00", "closes_at": "2026-03-01T08:00"},
            "closes_at",
            "This time has passed.",
        ),
        ({"opens_at": "tomorrow"}, "opens_at", "Enter a date and a time, such as"),
        ({"opens_at": "0001-01-01T00:00"}, "opens_at", "Choose a day between 1800 and 2200."),
        ({"opens_at": "9999-12-31T23:59"}, "opens_at", "Choose a day between 1800 and 2200."),
        ({"school_year": "2025-27"}, "school_year", "Write it as 2023-24."),
        ({"grace_hours": "73"}, "grace_hours", "less than or equal to 72"),
        ({"threshold": "4"}, "threshold", "greater than or equal to 5"),
        ({"mode": "open"}, "mode", "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(state_admin, cohort, change, field, words):
    form = typed(state_admin, cohort, **change)

    assert words in " ".join(form.errors[field])


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-03-08T01:59", "06:59"),  # EST, an hour before clocks go forward
        ("2026-03-08T03:00", "07:00"),  # EDT, the next minute
        ("2026-11-01T00:59", "04:59"),
        ("2026-11-01T02:00", "07:00"),
        ("04/08/2026 08:00", "12:00"),  # where the browser has no field for it
    ],
)
def test_times_are_the_networks_on_both_sides_of_a_clock_change(state_admin, cohort, given, utc):
    form = typed(state_admin, cohort, opens_at=given, closes_at="2026-12-01T08:00")

    assert form.is_valid(), form.errors
    assert f"{form.facts()['opens_at'].astimezone(timezone.get_fixed_timezone(0)):%H:%M}" == utc


@pytest.mark.parametrize("mode", ["confidential", "identified"])
def test_children_are_asked_anonymously_only(state_admin, cohort, mode):
    form = typed(state_admin, cohort, code="IMLA", number=1, mode=mode)

    assert form.errors["mode"] == ["Children are asked anonymously only. Choose “Anonymous”."]
    assert typed(state_admin, cohort, code="IMLA", number=1).is_valid()


def test_some_forms_are_asked_anonymously_only(state_admin, cohort):
    version = shipped("CVF", 1)
    Instrument.objects.filter(pk=version.instrument_id).update(is_anonymous_only=True)
    newest = versions_to_ask_with().get(instrument=version.instrument_id)
    form = typed(state_admin, cohort, version=newest.pk, mode="identified")

    assert "asked anonymously only" in form.errors["mode"][0]


def test_other_forms_take_all_three_modes(state_admin, cohort):
    for mode in ("anonymous", "confidential", "identified"):
        assert typed(state_admin, cohort, mode=mode).is_valid()


def test_the_newest_version_of_each_form_in_use_is_offered_and_the_fixed_one_before_it():
    first, second = shipped("IMT", 1), shipped("IMT", 2)
    offered = versions_to_ask_with().filter(instrument__code="IMT")
    assert set(offered) == {second}

    first.is_frozen = True
    first.save()
    assert set(offered.all()) == {first, second}
    second.is_frozen = True
    second.save()
    assert set(offered.all()) == {second}
    Instrument.objects.filter(code="IMT").update(archived_at=clock.now())
    assert not offered.all()
    assert set(versions_to_ask_with(first.pk).filter(instrument__code="IMT")) == {first}


def test_a_draft_begins_with_what_it_has_and_keeps_a_wave_in_other_words(state_admin):
    survey = AdministrationFactory(version=shipped("IMT", 2), wave="second wave")
    form = AdministrationForm(
        {
            **{name: value or "" for name, value in answers_as_of(survey).items()},
            "opens_at": "2026-04-08T08:00",
            "closes_at": "2026-05-01T23:59",
        },
        user=state_admin,
        changed=survey,
    )

    assert form.is_valid(), form.errors
    assert form.facts()["wave"] == "second wave"


def test_the_next_wave_is_a_year_later_with_the_newest_form(cohort):
    earlier = AdministrationFactory(
        cohort=cohort,
        version=shipped("IMT", 1),
        school_year="2024-25",
        wave="spring 2025",
        threshold=12,
        opens_at=eastern("2025-04-07 08:00"),
        closes_at=eastern("2025-04-28 08:00"),
    )
    shipped("IMT", 2)
    like = answers_like(earlier)

    assert (like["version"], like["title"]) == (shipped("IMT", 2), "")
    assert (like["school_year"], like["season"], like["threshold"]) == ("2025-26", "spring", 12)
    assert (like["closes_at"] - like["opens_at"]).days == 21


def test_usual_answers_are_valid_as_they_are(state_admin):
    shipped("IMT", 2)
    usual = usual_answers()

    assert (usual["school_year"], usual["season"]) == ("2025-26", "spring")
    assert usual["version"] == shipped("IMT", 2)
    assert "New York time: EST, in summer EDT." in str(AdministrationForm(user=state_admin))
