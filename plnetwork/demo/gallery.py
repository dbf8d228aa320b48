"""The pages whose screenshots stand in the README and under docs/screens, and who looks at them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from cohorts.models import Application, Cohort, DesignTeam, Review
from convenings.models import Convening, Session
from library.models import Lesson, Module, MoveUse, Resource
from network.models import DirectoryImport, DuplicatePair, Person
from plnetwork.demo import cast
from plnetwork.demo.book import book
from surveys.collection import open_links
from surveys.models import Administration, Agreement, InstrumentVersion, OpenLink


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
    signed = Agreement.objects.get(administrations=wave)
    draft_of = Application.objects.get(state=Application.State.DRAFT)
    writer = draft_of.editors.earliest("pk").person.email
    scored = Review.objects.done().earliest("pk").application
    move = MoveUse.objects.standing().earliest("pk").move
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
        Shot("cohort", specialist, young.get_absolute_url()),
        Shot("milestones", specialist, reverse("cohorts:milestones", args=[young.pk])),
        Shot("cohort-plan", specialist, reverse("cohorts:cohort-plan", args=[young.pk])),
        Shot("team", lead, own.get_absolute_url()),
        *_of_joining(draft_of, writer, admin, scored),
        *_of_the_library(move, lead),
        Shot("convening", specialist, convening.get_absolute_url()),
        Shot("series", specialist, reverse("convenings:series", args=[young.pk])),
        Shot("session", lead, coming.get_absolute_url()),
        Shot("registration", specialist, reverse("convenings:registration", args=[plan.pk])),
        Shot("pre-work", specialist, reverse("convenings:prework", args=[convening.pk])),
        Shot("pre-work-answer", lead, answered),
        Shot("feedback", specialist, reverse("convenings:feedback", args=[told.pk])),
        Shot("my-hours", lead, reverse("convenings:my-hours")),
        Shot("agreements", evaluator, reverse("surveys:agreements")),
        Shot("rows-to-take", evaluator, reverse("surveys:extract", args=[signed.pk, wave.pk])),
        Shot("my-files", evaluator, reverse("network:work-list")),
        Shot("form-printable", "", reverse("surveys:form", args=["CVF"])),
        Shot("form-import", admin, reverse("surveys:instrument-import")),
        Shot("answers-in", admin, reverse("surveys:arrivals")),
        Shot("check-in", admin, reverse("convenings:attendance", args=[held.pk])),
        Shot("directory", admin, reverse("network:directory")),
        Shot("organization", admin, team.place.get_absolute_url()),
        Shot("person", admin, helper.get_absolute_url()),
        Shot("merge", admin, reverse("network:merge-people", args=[pair.first_id, pair.second_id])),
        Shot("import-preview", admin, reverse("network:import", args=[waiting.pk])),
        Shot("outbox", admin, reverse("messaging:outbox")),
        Shot("activity", admin, reverse("network:activity")),
    ]


def _of_joining(draft: Application, writer: str, admin: str, scored: Application) -> list[Shot]:
    """From the public pages to the decision."""
    first = draft.form.parts[0]["code"]
    return [
        Shot("pathway", "", reverse("cohorts:pathway", args=[draft.offering.pathway.code])),
        Shot("map", "", reverse("cohorts:participants")),
        Shot("questions", "", reverse("cohorts:questions", args=[draft.offering_id])),
        Shot("application", writer, draft.get_absolute_url()),
        Shot(
            "application-part",
            writer,
            reverse("cohorts:application-part", args=[draft.pk, first]),
        ),
        Shot("applications", admin, reverse("cohorts:applications")),
        Shot("review", admin, reverse("cohorts:application-review", args=[scored.pk])),
    ]


def _of_the_library(move: Resource, lead: str) -> list[Shot]:
    """EXPLORE and the catalogue."""
    module = Module.objects.published().latest("position")
    lesson = module.lessons.filter(kind=Lesson.Kind.REFLECTION).earliest("position")
    return [
        Shot("modules", lead, reverse("library:modules")),
        Shot("module", lead, module.get_absolute_url()),
        Shot("lesson", "", lesson.get_absolute_url()),
        Shot("catalogue", "", reverse("library:resources")),
        Shot("move", lead, move.get_absolute_url()),
    ]
