"""Work of the outbox that the clock starts."""

from celery import shared_task

from messaging import tasks


@shared_task
def drain_outbox() -> int:
    """Send what has become due meanwhile, and what no knock was heard for."""
    return tasks.drain()
