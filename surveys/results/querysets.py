"""What can be asked about released figures, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock
from core.words import SearchText, every_word, words_in
from network.access import standing_of
from network.models import Organization
from network.roles import SEES_THE_WHOLE_NETWORK, STATE_STAFF, Role
from surveys.collection.models import Administration

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User
    from network.models import Person
    from surveys.collection.querysets import AdministrationQuerySet
    from surveys.results.models import (  # noqa: F401  named in quotes below
        Agreement,
        Extract,
        OpenAnswer,
        Quote,
        Release,
        ReleasedUnit,
        Tag,
    )

# Figures of these are for everybody who sees the survey: they name no school or district.
FOR_ALL = ("network", "esc", "session")
WORDS = "words"  # of an agreement's variables: people's own words
LINK = "link"  # and the code that links the rows of one person


def sees_agreements(user: User) -> bool:
    """Whether there are agreements for this user to look at: state staff and evaluators."""
    return standing_of(user).holds(*STATE_STAFF, Role.EVALUATOR)


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Whoever sees the administration sees that it is released."""

    def visible_to(self, user: User) -> Self:
        """Releases of administrations this user sees."""
        return self.filter(administration__in=Administration.objects.visible_to(user))

    def current(self) -> Self:
        """The one of each administration that pages read; the others stay to be cited."""
        return self.filter(is_current=True)

    def interim(self) -> Self:
        """Made before every answer was counted; one at most of each administration."""
        return self.filter(kind="interim")

    def final(self) -> Self:
        """The current one of each administration, once every answer is counted."""
        return self.current().exclude(kind="interim")


class ReleasedUnitQuerySet(models.QuerySet["ReleasedUnit"]):
    """Rights decide whose page opens; what is hidden on it is the same for everybody."""

    def visible_to(self, user: User) -> Self:
        """Network, service centers and sessions of surveys one sees; else places one sees.

        Those are districts and schools of one's branch, and the school of one's design team.
        """
        seen = self.filter(release__administration__in=Administration.objects.visible_to(user))
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return seen
        mine = Q(unit__kind__in=FOR_ALL)
        mine |= Q(unit__organization__in=Organization.objects.visible_to(user).values("pk"))
        if standing.person is not None:
            teams = standing.person.team_memberships.current()
            mine |= Q(unit__organization__in=teams.values("team__school_id"))
            mine |= Q(unit__organization__in=teams.values("team__district_id"))
        return seen.filter(mine)

    def current(self) -> Self:
        """Those of the releases that pages read."""
        return self.filter(release__is_current=True)

    def with_place(self) -> Self:
        """The release, its administration, and the units above."""
        return self.select_related(
            "release__administration__version__instrument",
            "unit__parent__parent__parent",
            "unit__organization",
        )


def agreed_words(user: User) -> models.QuerySet[Agreement] | None:
    """The agreements in force that let an evaluator read words; None where there can be none."""
    standing = standing_of(user)
    if standing.person is None or not standing.holds(Role.EVALUATOR):
        return None
    own = standing.person.agreements.in_force(clock.today())
    return own.filter(variables__contains=[WORDS])


def surveys_with_words(user: User) -> AdministrationQuerySet:
    """Surveys whose open answers this user reads or codes."""
    mine = Q(pk__in=Administration.objects.run_by(user).values("pk"))
    if (agreed := agreed_words(user)) is not None:
        mine |= Q(pk__in=agreed.values("administrations"))
    return Administration.objects.kept().filter(mine, words_apart_at__isnull=False)


class OpenAnswerQuerySet(models.QuerySet["OpenAnswer"]):
    """People's own words before they are published."""

    def visible_to(self, user: User) -> Self:
        """Those who run the survey; evaluators whose agreement in force names the words.

        Evaluators get what a person has read and found fit to be published, and nothing else.
        """
        mine = Q(administration__in=Administration.objects.run_by(user))
        if (agreed := agreed_words(user)) is not None:
            mine |= Q(administration__in=agreed.values("administrations"), verdict="publish")
        return self.filter(mine)

    def run_by(self, user: User) -> Self:
        """Those who run the survey read, hold back and take names out."""
        return self.filter(administration__in=Administration.objects.run_by(user))

    def unread(self) -> Self:
        """Nobody has decided about them."""
        return self.filter(verdict="unread")

    def not_coded_by(self, person: Person | None) -> Self:
        """Those this person has given no judgment on."""
        return self.exclude(codings__coder=person) if person is not None else self

    def tagged(self, tag: Tag, *, seen_by: Person | None) -> Self:
        """Those with the tag, as far as this person may know: who has not coded sees no tags."""
        codings = tag.codings.all()
        coded = self.filter(codings__coder=seen_by)
        return self.filter(pk__in=coded.values("pk")).filter(pk__in=codings.values("answer"))


def runs_surveys(user: User) -> bool:
    """State administrators read words, keep codebooks and choose quotes."""
    return standing_of(user).holds(Role.STATE_ADMIN)


def codes_words(user: User) -> bool:
    """Whether somebody may have something to code; the codebook itself tells nothing."""
    return standing_of(user).holds(Role.STATE_ADMIN, Role.EVALUATOR)


def quotes_words(user: User) -> bool:
    """The quote bank is for those who write briefs: whoever sees the whole network."""
    return standing_of(user).holds(*SEES_THE_WHOLE_NETWORK)


class TagQuerySet(models.QuerySet["Tag"]):
    """Codebooks; a removed tag stays on what was coded with it."""

    def run_by(self, user: User) -> Self:
        """State administrators keep codebooks."""
        return self if runs_surveys(user) else self.none()

    def kept(self) -> Self:
        """Those that may be chosen."""
        return self.filter(removed_at=None)


class QuoteQuerySet(models.QuerySet["Quote"]):
    """The quote bank."""

    def visible_to(self, user: User) -> Self:
        """Those who write briefs."""
        if not quotes_words(user):
            return self.none()
        seen = Administration.objects.visible_to(user)
        return self.filter(answer__administration__in=seen, removed_at=None)

    def run_by(self, user: User) -> Self:
        """Those who run the survey choose and take back."""
        return self.filter(answer__administration__in=Administration.objects.run_by(user))

    def containing(self, typed: str) -> Self:
        """Every word stands in the quote or in what is said about who gave it."""
        text = SearchText("words", "role_words", "school_type", "region")
        return self.filter(every_word(words_in(typed), text))


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Who may take rows out, and who answers for it."""

    def visible_to(self, user: User) -> Self:
        """State staff see all, the people named in one see theirs."""
        standing = standing_of(user)
        if standing.holds(*STATE_STAFF):
            return self
        return self.filter(people=standing.person) if sees_agreements(user) else self.none()

    def used_by(self, user: User) -> Self:
        """Those under which this user may take rows now: an evaluator named in one in force."""
        standing = standing_of(user)
        if not standing.holds(Role.EVALUATOR):
            return self.none()
        return self.filter(people=standing.person).in_force(clock.today())

    def run_by(self, user: User) -> Self:
        """State administrators make, change and end agreements."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()

    def in_force(self, day: dt.date) -> Self:
        """Signed, begun, not over on that day and not ended before."""
        return self.filter(
            signed_on__lte=day, starts_on__lte=day, ends_on__gte=day, ended_at=None
        ).exclude(signed_copy="")


class ExtractQuerySet(models.QuerySet["Extract"]):
    """What was taken."""

    def visible_to(self, user: User) -> Self:
        """All for state staff; evaluators know what they took themselves, and no names."""
        standing = standing_of(user)
        if standing.holds(*STATE_STAFF):
            return self
        return self.filter(person=standing.person) if sees_agreements(user) else self.none()
