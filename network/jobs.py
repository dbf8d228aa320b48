"""Work of the directory that the clock starts."""

import time

from celery import shared_task

from network import tasks
from network.models import ExportJob
from network.services import duplicates, long_work, roles, unused_accounts, view_as

# The first night reads a whole network; a task is stopped after 900 seconds.
SECONDS_A_NIGHT = 600


@shared_task
def end_viewings() -> int:
    """Write down the end of viewings that nobody stopped."""
    return view_as.close_what_ran_out()


@shared_task
def shut_out() -> int:
    """End the sessions of people whose last role ended by its date."""
    return roles.shut_out_whose_roles_ended()


@shared_task
def forget_accounts() -> int:
    """Remove accounts that somebody asked for and nobody ever signed in with."""
    return unused_accounts.forget_unused_accounts()


@shared_task
def go_on_with_work() -> None:
    """Take up long work that waits still, or whose worker fell."""
    if ExportJob.objects.unfinished().exists():
        tasks.take_up_soon()


@shared_task
def forget_work() -> int:
    """Remove files that were made a week ago, and those that nobody knows of."""
    return long_work.forget_past_keeping() + long_work.remove_lost_files()


@shared_task
def find_duplicates() -> int:
    """Compare who is new or was changed with everybody; what is left waits for the next night."""
    stop_at = time.monotonic() + SECONDS_A_NIGHT
    compared = 0
    while time.monotonic() < stop_at and (more := duplicates.compare_next()):
        compared += more
    return compared
