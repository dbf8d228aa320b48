"""Work of cohorts that the clock starts."""

from celery import shared_task

from cohorts import services
from cohorts.models import Application, Cohort, Enrollment, InformationRequest
from cohorts.services.enrollment import begin_place
from cohorts.services.information import remind_of_request
from core import clock


@shared_task
def end_offers() -> int:
    """Let places go that nobody took in time, and ask the next; how many.

    Each is looked at again under a lock.
    """
    ended = Application.objects.with_ended_offers().order_by("offer_ends_at", "pk")
    return sum(services.end_offer(application) for application in list(ended))


@shared_task
def offer_places() -> int:
    """Offer places that became free to who waits first; how many. Safe to repeat.

    Not at once when somebody leaves: an undo a moment later still finds the place.
    """
    waited_for = Application.objects.filter(state="waitlisted").order_by().values("cohort_id")
    cohorts = list(Cohort.objects.filter(pk__in=waited_for).order_by("pk"))
    return sum(len(services.settle_waitlist(cohort, by=None)) for cohort in cohorts)


@shared_task
def remind_of_information() -> int:
    """Remind applicants of whom more is asked, two days before; how many, each once."""
    asked = InformationRequest.objects.filter(answered_at=None, due_on__gte=clock.today())
    related = "application__form", "application__offering"
    places = "application__school__agency", "application__district"
    return sum(remind_of_request(one) for one in asked.select_related(*related, *places))


@shared_task
def begin_cohorts() -> int:
    """Make accepted places active from their cohort's first day on; how many. Safe to repeat."""
    accepted = Enrollment.objects.filter(status=Enrollment.Status.ACCEPTED)
    due = list(accepted.filter(cohort__in=Cohort.objects.current()).order_by("pk"))
    return sum(begin_place(place, on=clock.today()) for place in due)
