"""The pages whose screenshots stand in the README and under docs/screens, and who looks at them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from cohorts.models import Cohort, DesignTeam
from convenings.models import Convening, Session
from network.models import DirectoryImport, DuplicatePair, Person
from plnetwork.demo import cast
from plnetwork.demo.book import book
from surveys.collection import open_links
from surveys.models import Administration, InstrumentVersion, OpenLink


@dataclass(frozen=True)
class Shot:
    """A page, and the e-mail of the person who looks; empty for a stranger."""

    name: str
    email: str
    path: str


def shots() -> list[Shot]:
    """The main pages of the demo, in the order of the README's walk."""
    who = {player.role: player.email for player in reversed(cast.players())}
    admin, viewer = who["State administrator"], who["State viewer"]
    specialist, lead = who["Specialist"], who["Team lead"]
    past = Cohort.objects.get(name=book()["cohort"]["name"])
    team = DesignTeam.objects.get(cohort=past, school__name="Kettle Run High School")
    convening = Convening.objects.filter(cohort=past).latest("number")
    held = Session.objects.over().latest("starts_at")
    wave = Administration.objects.get(title=book()["surveys"]["spring_2024"]["title"])
    open_wave = Administration.objects.open().latest("opens_at")
    waiting = DirectoryImport.objects.latest("uploaded_at")
    helper = Person.objects.get(email=specialist)
    pair = DuplicatePair.objects.latest("pk")
    link = cast.respondent_link()
    learners = Administration.objects.get(version__instrument__code="IMLB")
    draft = InstrumentVersion.objects.get(instrument__code="IMTB", number=2)
    poster = OpenLink.objects.get(unit__administration=open_wave)
    young = Cohort.objects.current().latest("starts_on")
    plan = young.convenings.get(number=2)
    coming = plan.sessions.earliest("starts_at")
    told = past.convenings.get(number=3)
    own = young.teams.get(school__name=team.place.name)
    answered = reverse("convenings:prework-answer", args=[plan.pk, own.pk])
    evaluator = who["Evaluator"]
    return [
        Shot("landing", "", reverse("landing")),
        Shot("sign-in", "", reverse("account_login")),
        Shot("my-day", specialist, reverse("home")),
        Shot("my-day-team-lead", lead, reverse("home")),
        Shot("state-dashboard", viewer, reverse("reports:dashboard")),
        Shot("results", viewer, reverse("surveys:results", args=[wave.pk])),
        Shot("survey", admin, reverse("surveys:administration", args=[open_wave.pk])),
        Shot("survey-list", admin, reverse("surveys:list")),
        Shot("survey-draft", admin, learners.get_absolute_url()),
        Shot("safeguards", admin, reverse("surveys:safeguards", args=[learners.pk])),
        Shot("frame", admin, reverse("surveys:frame", args=[learners.pk])),
        Shot("form-editor", admin, reverse("surveys:instrument-edit", args=[draft.pk])),
        Shot("form-changes", admin, reverse("surveys:instrument-changes", args=[draft.pk])),
        Shot(
            "open-link",
            "",
            reverse("surveys:open-link", args=[open_links.LINK.token(poster.nonce)]),
        ),
        Shot("respond", "", f"{link[link.index('/answer/') :]}?section=2"),
        Shot("cohort", specialist, past.get_absolute_url()),
        Shot("team", lead, team.get_absolute_url()),
        Shot("convening", specialist, convening.get_absolute_url()),
        Shot("series", specialist, reverse("convenings:series", args=[young.pk])),
        Shot("session", lead, coming.get_absolute_url()),
        Shot("registration", specialist, reverse("convenings:registration", args=[plan.pk])),
        Shot("pre-work", specialist, reverse("convenings:prework", args=[convening.pk])),
        Shot("pre-work-answer", lead, answered),
        Shot("feedback", specialist, reverse("convenings:feedback", args=[told.pk])),
        Shot("my-hours", lead, reverse("convenings:my-hours")),
        Shot("agreements", evaluator, reverse("surveys:agreements")),
        Shot("check-in", admin, reverse("convenings:attendance", args=[held.pk])),
        Shot("directory", admin, reverse("network:directory")),
        Shot("organization", admin, team.place.get_absolute_url()),
        Shot("person", admin, helper.get_absolute_url()),
        Shot("merge", admin, reverse("network:merge-people", args=[pair.first_id, pair.second_id])),
        Shot("import-preview", admin, reverse("network:import", args=[waiting.pk])),
        Shot("outbox", admin, reverse("messaging:outbox")),
        Shot("activity", admin, reverse("network:activity")),
    ]
