import datetime as dt

import pytest

from convenings import services
from convenings.models import PreWork, SeriesTemplate
from convenings.rules.dates import Span
from core import clock
from network.services.frameworks import load_frameworks


def launch():
    services.load_series()
    return SeriesTemplate.objects.get(code="launch")


def planned(cohort, template):
    found = []
    for number, plan in enumerate(template.convenings, start=1):
        day = dt.date(2034, 9, 5) + dt.timedelta(days=plan["after_days"])
        span = Span(clock.on_day(day), clock.on_day(day, 15))
        found.append(services.Planned(number, plan, {"North": span, "South": span}))
    return found


def test_launch_is_eight_convenings_over_two_years(db):
    template = launch()
    services.load_series()

    offsets = [plan["after_days"] for plan in template.convenings]
    assert len(offsets) == 8
    assert offsets == sorted(offsets)
    assert all((later - offsets[0]) % 7 == 0 for later in offsets)  # the same day of the week
    assert offsets[-1] < 730
    assert "proposal" in template.source
    assert SeriesTemplate.objects.count() == 1


def test_agenda_of_a_template_fits_its_day(db):
    for plan in launch().convenings:
        hours = [dt.time.fromisoformat(plan[name]).hour for name in ("starts", "ends")]
        steps = plan.get("agenda", [])
        assert not steps or sum(s["minutes"] for s in steps) == 60 * (hours[1] - hours[0])


def test_a_series_is_planned_with_sessions_components_agenda_and_prework(cohort):
    load_frameworks()

    made = services.plan_series(cohort, planned=planned(cohort, launch()), capacity=40, by=None)

    assert [convening.number for convening in made] == list(range(1, 9))
    assert {c.sessions.count() for c in made} == {2}
    assert {s.capacity for c in made for s in c.sessions.all()} == {40}
    assert [c.code for c in made[1].components.all()] == ["1"]
    assert made[0].agenda.count() == 7
    assert PreWork.objects.get().convening == made[6]


def test_a_second_press_plans_nothing_twice(cohort):
    series = planned(cohort, launch())
    services.plan_series(cohort, planned=series, capacity=None, by=None)

    with pytest.raises(services.NumberTaken):
        services.plan_series(cohort, planned=series, capacity=None, by=None)

    assert cohort.convenings.count() == 8
