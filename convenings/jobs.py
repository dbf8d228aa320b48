"""Work started by the clock."""

from celery import shared_task
from django.db import transaction

from convenings import services
from convenings.models import Convening, PreWork, Registration, Session
from convenings.rules.reminding import LONGEST_AHEAD
from convenings.services import certificate
from convenings.services.prework_mail import is_reminder_due, remind_missing, tell_that_open
from convenings.services.reminders import remind
from convenings.services.slides import forget_removed_slides
from core import clock


@shared_task
def open_feedback() -> int:
    """Ask those who were at sessions that have ended; how many sessions were asked about.

    Runs every minute and may run twice at once: each session is claimed with its row, and a
    session that another worker holds is left to that worker.
    """
    waiting = Session.objects.awaiting_feedback().order_by("ends_at", "pk")
    return sum(_open(pk) for pk in list(waiting.values_list("pk", flat=True)))


@shared_task
def settle_certificates() -> int:
    """Issue certificates and follow corrections of attendance; how many are new.

    Nightly, so that the time of one does not tell when somebody sent feedback. May run twice at
    once: each convening is locked while it is settled.
    """
    over = Convening.objects.with_hours_to_settle()
    return sum(certificate.settle_certificates(convening) for convening in list(over))


@shared_task
def end_offers() -> int:
    """Let offers go that nobody took in time; how many. Each is looked at again under a lock."""
    ended = Registration.objects.with_ended_offers().order_by("offer_ends_at", "pk")
    return sum(services.end_offer(registration) for registration in list(ended))


@shared_task
def remind_before_sessions() -> int:
    """Remind whoever has a seat a week and a day before, and tell how to join; how many mails."""
    sessions = Session.objects.upcoming().filter(starts_at__lt=clock.now() + LONGEST_AHEAD)
    found = sessions.select_related("convening__cohort__home", "venue").order_by("starts_at", "pk")
    return sum(remind(session) for session in list(found))


@shared_task
def forget_answers() -> int:
    """Delete private answers whose time is over; how many. Safe to repeat."""
    asked = Convening.objects.filter(questions__is_private=True, questions__answers__isnull=False)
    found = Convening.objects.filter(pk__in=asked.values("pk"))
    return sum(services.forget_old_answers(convening) for convening in list(found))


@shared_task
def forget_slides() -> int:
    """Delete slides that were replaced or taken out, with their files; how many."""
    return forget_removed_slides()


@shared_task
def announce_prework() -> int:
    """Tell teams of pre-work that is open now; how many people. A worker holds each row alone."""
    waiting = PreWork.objects.filter(announced_at=None).with_something_to_do().with_dates().open()
    return sum(_announce(pk) for pk in list(waiting.values_list("pk", flat=True)))


@shared_task
def remind_of_prework() -> int:
    """Remind those whose pre-work is missing a week before it is due; how many, each once."""
    opened = PreWork.objects.filter(announced_at__isnull=False).with_dates().open()
    due = [one for one in opened.select_related("convening__cohort") if is_reminder_due(one)]
    return sum(remind_missing(prework, by=None) for prework in due)


def _announce(pk: int) -> int:
    with transaction.atomic():
        claimed = PreWork.objects.filter(pk=pk, announced_at=None)
        if claimed.select_for_update(skip_locked=True).first() is None:
            return 0
        found = PreWork.objects.with_dates().select_related("convening__cohort").get(pk=pk)
        return tell_that_open(found)


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
