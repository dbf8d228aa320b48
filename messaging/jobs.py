"""Work of the outbox that the clock starts."""

from celery import shared_task

from messaging import services, tasks


@shared_task
def drain_outbox() -> int:
    """Send what has become due meanwhile, and what no knock was heard for."""
    return tasks.drain()


@shared_task
def compose_digests() -> int:
    """Write the daily and weekly digests whose hour has come, each in its person's zone."""
    return services.compose_digests()
