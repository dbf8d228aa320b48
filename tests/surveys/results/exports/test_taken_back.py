"""What is taken back between asking for rows, making their file and fetching it holds at once."""

import datetime as dt

import pytest

from core import clock
from network import tasks
from network.models import ExportJob
from surveys.results.models import Extract
from tests.surveys.results.taking import asked, unpacked
from tests.test_every_door import knocking
from tests.viewing import view_as


def over(agreement, survey, person):
    agreement.starts_on = agreement.ends_on = clock.today() - dt.timedelta(days=1)
    agreement.save()


def ended(agreement, survey, person):
    agreement.ended_at = clock.now()
    agreement.save()


def not_named(agreement, survey, person):
    agreement.people.remove(person)


def another_survey(agreement, survey, person):
    agreement.administrations.remove(survey)


def no_evaluator(agreement, survey, person):
    person.grants.update(revoked_at=clock.now())


every_way = pytest.mark.parametrize(
    "take_back", [over, ended, not_named, another_survey, no_evaluator]
)


@every_way
def test_no_file_is_made_any_more(evaluator, agreement, answered, take_back):
    asked(evaluator, agreement, answered)

    take_back(agreement, answered, evaluator.person)
    tasks.take_up.run()

    job = ExportJob.objects.get()
    assert (job.state, job.words, job.file.name) == ("failed", tasks.NO_LONGER, "")
    assert not Extract.objects.exists()


@every_way
def test_a_file_that_was_made_is_not_fetched_any_more(evaluator, agreement, answered, take_back):
    page = asked(evaluator, agreement, answered).url
    tasks.take_up.run()
    assert "rows.csv" in unpacked(knocking(evaluator).get(f"{page}file/"))

    take_back(agreement, answered, evaluator.person)

    assert knocking(evaluator).get(f"{page}file/").status_code == 404
    assert "You may no longer have this file" in knocking(evaluator).get(page).text


def test_nobody_else_has_it_by_its_number_or_through_the_evaluators_eyes(
    evaluator, agreement, answered, state_admin
):
    page = asked(evaluator, agreement, answered).url
    tasks.take_up.run()

    for address in (page, f"{page}file/"):
        assert knocking(state_admin).get(address).status_code == 404
        assert view_as(state_admin, evaluator.person).get(address).status_code == 403
