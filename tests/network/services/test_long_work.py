"""Long work: asked for, done once whatever falls, fetched by whoever asked, forgotten."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from network import jobs, long_work, tasks
from network.long_work import Outcome, Work
from network.models import ExportJob
from network.services.long_work import ask_for, forget_past_keeping
from tests.factories.network import PersonFactory
from tests.surveys.collection.test_at_once import at_once
from tests.test_every_door import knocking


def lines(by, count=5):
    return ask_for(kind="lines", title="Some lines", parameters={"lines": count}, by=by)


def test_work_is_done_and_its_file_fetched_by_whoever_asked(export_job, state_admin):
    assert (export_job.state, export_job.percent) == (ExportJob.State.DONE, 100)
    assert (export_job.done, export_job.total) == (5, 5)
    assert export_job.words == "5 lines were written."

    answer = knocking(state_admin).get(reverse("network:work-file", args=[export_job.pk]))

    assert b"".join(answer) == b"0\n1\n2\n3\n4\n"
    assert answer["Content-Disposition"] == 'attachment; filename="lines.txt"'
    assert "no-store" in answer["Cache-Control"]  # it may be forbidden tomorrow


def test_asked_twice_while_it_waits_it_is_done_once(a_kind_of_work, state_admin):
    assert lines(state_admin.person) == lines(state_admin.person)
    assert [tasks.take_up.run() for _ in range(2)] == [1, 0]
    assert lines(state_admin.person).state == ExportJob.State.WAITING


def test_what_cannot_be_done_says_why_and_leaves_no_file(a_kind_of_work, state_admin):
    job = lines(state_admin.person, 1001)
    tasks.take_up.run()
    job.refresh_from_db()

    assert (job.state, job.file.name) == (ExportJob.State.FAILED, "")
    assert job.words == "Ask for a thousand lines or fewer."
    page = knocking(state_admin).get(job.get_absolute_url()).content.decode()
    assert "Ask for a thousand lines or fewer." in page
    assert 'hx-trigger="every' not in page


def test_a_page_tells_how_far_it_is_and_asks_again(a_kind_of_work, state_admin):
    job = lines(state_admin.person)
    browser = knocking(state_admin)
    assert "as soon as a worker is free" in browser.get(job.get_absolute_url()).content.decode()

    ExportJob.objects.update(state="running", attempts=1)
    long_work.tell_progress(job.pk, 1500, 6000)
    page = browser.get(job.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert "1,500 of 6,000 lines (25 percent)" in page
    assert 'hx-trigger="every 2s"' in page
    assert "<html" not in page


def test_work_that_fails_three_times_is_given_up(a_kind_of_work, state_admin):
    def _fall(job, folder, tell):
        raise ValueError("a fault of ours")

    long_work.offer_work(Work("lines", _fall, "lines"))
    job = lines(state_admin.person)
    for _ in range(3):
        with pytest.raises(ValueError, match="a fault of ours"):
            tasks.take_up.run()
    tasks.take_up.run()
    job.refresh_from_db()

    assert (job.state, job.words) == (ExportJob.State.FAILED, tasks.GIVEN_UP)
    assert tasks.take_up.run() == 0


def test_who_may_no_longer_have_it_does_not_get_it(export_job, state_admin):
    long_work.offer_work(Work("lines", None, "lines", is_allowed=lambda job: False))
    browser = knocking(state_admin)

    page = browser.get(export_job.get_absolute_url()).content.decode()

    assert "You may no longer have this file" in page
    assert browser.get(reverse("network:work-file", args=[export_job.pk])).status_code == 404
    later = lines(state_admin.person, 6)
    tasks.take_up.run()
    later.refresh_from_db()
    assert (later.state, later.words) == (ExportJob.State.FAILED, tasks.NO_LONGER)


def test_a_week_later_file_and_row_are_gone(
    export_job, settings, django_capture_on_commit_callbacks
):
    kept = Path(settings.MEDIA_ROOT) / export_job.file.name
    assert kept.exists()
    assert forget_past_keeping() == 0

    with (
        clock.at(clock.now() + dt.timedelta(days=7, minutes=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert jobs.forget_work.run() == 1

    assert not kept.exists()
    assert not ExportJob.objects.exists()


def test_a_file_is_moved_into_its_place_and_never_lies_there_by_halves(a_kind_of_work, state_admin):
    made = []

    def _write(job, folder, tell):
        file = folder / "lines.txt"
        file.write_text("1")
        made.append(file.stat().st_ino)
        return Outcome(file, "lines.txt")

    long_work.offer_work(Work("lines", _write, "lines"))
    job = lines(state_admin.person)
    tasks.take_up.run()
    job.refresh_from_db()

    assert [Path(job.file.path).stat().st_ino] == made


def test_a_file_that_no_work_knows_is_removed_once_its_work_must_be_over(export_job):
    kept = Path(export_job.file.path).parent
    lost, young = kept.with_name("lost"), kept.with_name("young")
    for folder in (lost, young):
        folder.mkdir()
        (folder / "rows.zip").write_text("answers")
    for folder in (kept, lost):
        os.utime(folder, (0, 0))

    assert jobs.forget_work.run() == 1

    assert sorted(kept.parent.iterdir()) == sorted([kept, young])
    assert jobs.forget_work.run() == 0


@pytest.mark.parametrize("how_many", [2, 12])
def test_the_list_costs_the_same_however_long(a_kind_of_work, state_admin, how_many):
    for number in range(how_many):
        lines(state_admin.person, number)
    lines(PersonFactory())
    browser = knocking(state_admin)
    browser.get(reverse("network:work-list"))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = browser.get(reverse("network:work-list"))

    assert len(page.context["page"].object_list) == how_many
    assert len(queries) <= 7


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_and_two_workers_at_once_do_it_once(a_kind_of_work, state_admin):
    runs = []

    def _count(job, folder, tell):
        runs.append(job.pk)
        return Outcome(words="Done.")

    long_work.offer_work(Work("lines", _count, "lines"))
    person = state_admin.person

    at_once(lambda _: lines(person), 3)
    at_once(lambda _: tasks.take_up.run(), 3)

    assert runs == [ExportJob.objects.get().pk]


@pytest.mark.django_db(transaction=True)
def test_workers_that_come_at_once_count_one_attempt(a_kind_of_work, state_admin):
    for number in range(20):
        lines(state_admin.person, number)
        at_once(lambda _: tasks.take_up.run(), 6)
        tasks.take_up.run()

    assert set(ExportJob.objects.values_list("state", "attempts")) == {("done", 1)}
