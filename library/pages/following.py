"""Who has come how far, for those who facilitate. Counts lessons; reads no reflection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef

from core.hours import hours_words
from core.templatetags.house import day
from library.models import LessonProgress, Module, ModuleCompletion
from library.pages.module import TAUGHT
from library.rules.progress import Progress
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accounts.models import User
    from network.querysets.person import PersonQuerySet

AT_ONCE = 500


@dataclass(frozen=True)
class Standing:
    """One person in one module."""

    module: Module
    progress: Progress
    completion: ModuleCompletion | None

    @property
    def words(self) -> str:
        """ "Finished Dec 15", "2 of 6 lessons", or nothing."""
        if self.completion is not None:
            return f"Finished {day(self.completion.completed_at)}"
        return f"{self.progress} lessons" if self.progress.done else ""


@dataclass(frozen=True)
class Line:
    """One person in all modules."""

    person: Person
    standings: list[Standing]

    @property
    def completions(self) -> list[ModuleCompletion]:
        """What the person has finished."""
        return [one.completion for one in self.standings if one.completion is not None]

    @property
    def finished(self) -> Progress:
        """Modules finished of modules."""
        return Progress(len(self.completions), len(self.standings))

    @property
    def hours(self) -> str:
        """Contact hours of what is finished."""
        return hours_words(sum(one.contact_minutes for one in self.completions))

    @property
    def wants_contact(self) -> bool:
        """Whether the person wishes that somebody gets in touch, and nobody has yet."""
        return any(one.awaits_contact for one in self.completions)

    @property
    def contacted(self) -> ModuleCompletion | None:
        """The last wish that was met, with who met it and when."""
        met = [one for one in self.completions if one.wants_contact and one.contacted_at]
        return max(met, key=_by_contact, default=None)

    @property
    def ideas(self) -> list[str]:
        """What the person said they would try, and to whom it was said that staff reads it."""
        return [one.idea for one in self.completions if one.idea]


def _by_contact(completion: ModuleCompletion) -> str:
    return str(completion.contacted_at)


def learners_seen_by(user: User) -> PersonQuerySet:
    """People this user sees who have done something in a module, by name."""
    theirs = LessonProgress.objects.filter(person=OuterRef("pk"))
    return Person.objects.visible_to(user).filter(Exists(theirs)).select_related("organization")


def lines_of(people: Sequence[Person], modules: Sequence[Module]) -> list[Line]:
    """How far these people are, in two queries however many they are."""
    of_them = LessonProgress.objects.done().filter(person__in=people).order_by()
    # The count comes after values(): within values_list() it would count each row by itself.
    counted = of_them.values("person", "lesson__module").annotate(lessons=Count("pk"))
    done = {(row["person"], row["lesson__module"]): row["lessons"] for row in counted}
    completions = {
        (one.person_id, one.module_id): one
        for one in ModuleCompletion.objects.filter(person__in=people).select_related("contacted_by")
    }
    return [
        Line(
            person,
            [
                Standing(
                    module,
                    Progress(done.get((person.pk, module.pk), 0), len(module.lessons.all())),
                    completions.get((person.pk, module.pk)),
                )
                for module in modules
            ],
        )
        for person in people
    ]


def modules_followed() -> list[Module]:
    """The columns."""
    return list(Module.objects.published().prefetch_related(TAUGHT))


def file_rows(people: PersonQuerySet) -> Iterator[list[object]]:
    """The same as lines of a table, the head first."""
    modules = modules_followed()
    yield [
        *("Name", "E-mail", "Works at"),
        *(module.title for module in modules),
        *("Modules finished", "Percent", "Contact hours", "Wishes contact", "Will try"),
    ]
    everybody = list(people)
    for start in range(0, len(everybody), AT_ONCE):
        for line in lines_of(everybody[start : start + AT_ONCE], modules):
            yield [
                *(str(line.person), line.person.email, str(line.person.organization or "")),
                *(one.words for one in line.standings),
                *(str(line.finished), line.finished.percent, line.hours),
                *("yes" if line.wants_contact else "", "; ".join(line.ideas)),
            ]
