"""A worker is killed while it makes a file: the next one makes it, and it was taken once."""

import signal

import pytest

from network import jobs, long_work
from network.models import Activity, ExportJob
from surveys.collection.models import Response
from surveys.results.models import Extract
from tests.browser.waiting import until
from tests.surveys.results.taking import asked, sheet, unpacked
from tests.test_every_door import knocking

pytestmark = pytest.mark.django_db(transaction=True)

HOW_MANY = 15_000
PATIENCE = 120  # seconds on a busy machine; a free one needs some five


def test_a_killed_export_goes_on_and_is_taken_once(
    evaluator, agreement, answered, start_worker, tmp_path
):
    kettle = answered.units.get(name="Kettle School")
    Response.objects.bulk_create(
        Response(administration=answered, unit=kettle, role=1, answers=[1, 4, 0, 2, 5, -1])
        for _ in range(HOW_MANY)
    )
    worker = start_worker()
    asked(evaluator, agreement, answered, "xlsx")
    job = ExportJob.objects.get()
    until(lambda: long_work.progress_of(job.pk)[0] > 0, "the work has begun", PATIENCE)

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (ExportJob.State.RUNNING, 1), "it was killed too late"
    assert not Extract.objects.exists()
    assert not job.file
    start_worker()
    jobs.go_on_with_work.run()
    until(lambda: ExportJob.objects.filter(state="done").exists(), "it is done", PATIENCE)

    job.refresh_from_db()
    assert job.attempts == 2
    assert Extract.objects.get().rows == HOW_MANY + 13
    assert Activity.objects.about(agreement).filter(kind=Activity.Kind.EXPORT).count() == 1
    found = unpacked(knocking(evaluator).get(f"{job.get_absolute_url()}file/"))
    assert len(sheet(found["rows.xlsx"])) == HOW_MANY + 14
    assert not list((tmp_path / "uploads" / "work" / "under-way").iterdir())
