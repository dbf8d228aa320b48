"""Work started by the clock."""

from celery import shared_task
from django.db import transaction

from convenings import services
from convenings.models import Session


@shared_task
def open_feedback() -> int:
    """Ask those who were at sessions that have ended; how many sessions were asked about.

    Runs every minute and may run twice at once: each session is claimed with its row, and a
    session that another worker holds is left to that worker.
    """
    waiting = Session.objects.awaiting_feedback().order_by("ends_at", "pk")
    return sum(_open(pk) for pk in list(waiting.values_list("pk", flat=True)))


def _open(pk: int) -> bool:
    with transaction.atomic():
        claimed = Session.objects.awaiting_feedback().filter(pk=pk)
        session = claimed.select_for_update(of=("self",), skip_locked=True).first()
        if session is None:
            return False
        try:
            services.open_session_feedback(session)
        except (services.NobodyToAsk, services.FeedbackClosed):
            # Everybody there was asked after another session of the convening, or it closed just
            # now; one session must not keep the others from their turn.
            return False
        return True
