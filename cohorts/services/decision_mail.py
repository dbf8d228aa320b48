"""Words to reviewers and applicants about what was asked and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from cohorts.models import Application
from cohorts.place_links import PLACE_LINK
from core import clock, mail
from core.templatetags.house import day, long_day, moment
from core.words import lines_in
from network.emails import address_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from cohorts.models import DesignTeam, InformationRequest, Review
    from network.models import Person

IS = "application_is"  # the check whether an application is still what its mail says


def is_as_said(key: str) -> bool:
    """The mail port's check: "7=accepted" holds while application 7 is in that state."""
    pk, _, state = key.partition("=")
    return Application.objects.filter(pk=int(pk), state=state).exists()


def review_assigned(review: Review) -> None:
    """Ask somebody to score an application."""
    application = review.application
    _tell(
        "cohorts/review-assigned",
        application,
        [review.reviewer],
        f"{review.pk}:{review.assigned_at.isoformat()}",
        path=reverse("cohorts:review", args=[review.pk]),
        by=str(review.assigned_by or "The network’s staff"),
    )


def information_asked(request: InformationRequest) -> None:
    """Tell the writers which parts are open again, why, and until when."""
    _about_request("cohorts/information-asked", request, _editors(request.application))


def information_reminder(request: InformationRequest) -> None:
    """Remind the writers that the day comes."""
    _about_request("cohorts/information-reminder", request, _editors(request.application))


def information_answered(request: InformationRequest) -> None:
    """Tell who asked that the answer is there."""
    application = request.application
    if request.asked_by is not None:
        _tell(
            "cohorts/information-answered",
            application,
            [request.asked_by],
            f"{request.pk}",
            path=reverse("cohorts:application-review", args=[application.pk]),
        )


def accepted(application: Application, team: DesignTeam) -> None:
    """Tell the writers that they are in, and what comes next."""
    cohort = team.cohort
    _tell_writers(
        "cohorts/accepted",
        application,
        cohort=cohort.name,
        team=team.name,
        begins=long_day(cohort.starts_on),
        home=cohort.home.name,
    )


def waitlisted(application: Application) -> None:
    """Tell the writers that they wait, and at which rank."""
    _tell_writers("cohorts/waitlisted", application, rank=application.waitlist_rank)


def declined(application: Application) -> None:
    """Send the letter."""
    _tell_writers("cohorts/declined", application)


def place_offered(application: Application) -> None:
    """Tell the writers that a place is held for them, and until when."""
    ends_at = application.offer_ends_at
    _tell_writers(
        "cohorts/place-offered",
        application,
        secrets={"link": mail.Secret(PLACE_LINK, str(application.pk))},
        due_at=ends_at,
        cohort=str(application.cohort),
        until=moment(ends_at),
        last_day=day(timezone.localdate(ends_at)),
    )


def offer_ended(application: Application) -> None:
    """Tell the writers that nobody answered and the place went to the next."""
    _tell_writers("cohorts/offer-ended", application, cohort=str(application.cohort))


def _about_request(kind: str, request: InformationRequest, people: Iterable[Person]) -> None:
    application = request.application
    titles = {part["code"]: part["title"] for part in application.form.parts}
    _tell(
        kind,
        application,
        people,
        f"{request.pk}",
        due_at=clock.on_day(request.due_on, hour=23, minute=59),
        parts=[titles.get(code, code) for code in request.parts],
        lines=lines_in(request.message),
        last_day=day(request.due_on),
        path=application.get_absolute_url(),
    )


def _tell_writers(kind: str, application: Application, **more: Any) -> None:
    _tell(
        kind,
        application,
        _editors(application),
        clock.now().isoformat(),
        path=application.get_absolute_url(),
        lines=lines_in(application.letter),
        **more,
    )


def _editors(application: Application) -> list[Person]:
    editors = application.editors.select_related("person__user")
    return [editor.person for editor in editors]


def _tell(
    kind: str,
    application: Application,
    people: Iterable[Person],
    occasion: str,
    *,
    secrets: Mapping[str, mail.Secret] | None = None,
    due_at: dt.datetime | None = None,
    **more: Any,
) -> None:
    for person in people:
        if to := address_of(person):
            mail.queue(
                kind,
                to=to,
                context={
                    "first_name": person.first_name,
                    "place": application.place.name,
                    "offering": application.offering.name,
                    **more,
                },
                dedupe_key=f"{kind}:{application.pk}:{person.pk}:{occasion}",
                secrets=secrets,
                still_due=f"{IS}:{application.pk}={application.state}",
                person_id=person.pk,
                organization_id=application.place.pk,
                due_at=due_at,
            )
