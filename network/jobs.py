"""Work of the directory that the clock starts."""

from celery import shared_task

from network.services import roles, view_as


@shared_task
def end_viewings() -> int:
    """Write down the end of viewings that nobody stopped."""
    return view_as.close_what_ran_out()


@shared_task
def shut_out() -> int:
    """End the sessions of people whose last role ended by its date."""
    return roles.shut_out_whose_roles_ended()
