"""What somebody sees of modules: what there is, how far they are, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from library.models import Lesson, LessonProgress, Module, ModuleCompletion
from library.rules.progress import Progress, first_open
from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User
    from library.querysets import ModuleQuerySet
    from network.models import Person


TAUGHT = Prefetch("lessons", queryset=Lesson.objects.taught())


@dataclass(frozen=True)
class Step:
    """A lesson in the list of its module."""

    lesson: Lesson
    is_done: bool


@dataclass(frozen=True)
class Course:
    """A module as one person sees it."""

    module: Module
    steps: list[Step]
    completion: ModuleCompletion | None

    @property
    def progress(self) -> Progress:
        """Lessons done of lessons."""
        return Progress(sum(step.is_done for step in self.steps), len(self.steps))

    @property
    def is_begun(self) -> bool:
        """Something is done, and something is not."""
        return self.completion is None and self.progress.done > 0

    @property
    def go_on(self) -> Lesson | None:
        """Where to go on: the first lesson that is not done; the first one when all are."""
        done = {step.lesson.pk for step in self.steps if step.is_done}
        pk = first_open([step.lesson.pk for step in self.steps], done)
        lessons = {step.lesson.pk: step.lesson for step in self.steps}
        return lessons[pk] if pk else next(iter(lessons.values()), None)


def courses_of(user: User, modules: ModuleQuerySet) -> list[Course]:
    """These modules as this person sees them, in three queries."""
    mine = LessonProgress.objects.of(user).done().values_list("lesson_id", flat=True)
    done = set(mine)
    completions = {one.module_id: one for one in ModuleCompletion.objects.of(user)}
    return [
        Course(
            module,
            [Step(lesson, lesson.pk in done) for lesson in module.lessons.all()],
            completions.get(module.pk),
        )
        for module in modules.prefetch_related(TAUGHT)
    ]


def course_of(user: User, module: Module) -> Course:
    """One of them."""
    [course] = courses_of(user, Module.objects.filter(pk=module.pk))
    return course


def finished(courses: list[Course]) -> Progress:
    """Modules finished of modules."""
    return Progress(sum(course.completion is not None for course in courses), len(courses))


@dataclass(frozen=True)
class Place:
    """Where a lesson stands in its module."""

    steps: list[Step]
    number: int

    @property
    def titles(self) -> list[str]:
        """The lessons by name, for the bar above."""
        return [step.lesson.title for step in self.steps]

    @property
    def previous(self) -> Lesson | None:
        """The lesson before."""
        return self.steps[self.number - 2].lesson if self.number > 1 else None

    @property
    def next(self) -> Lesson | None:
        """The lesson after."""
        return self.steps[self.number].lesson if self.number < len(self.steps) else None


def place_of(course: Course, lesson: Lesson) -> Place:
    """Where this lesson is among the module's."""
    order = [step.lesson.pk for step in course.steps]
    return Place(course.steps, order.index(lesson.pk) + 1)


def learner_of(user: User) -> Person | None:
    """Whose progress is kept; nobody's while somebody is only looked at."""
    standing = standing_of(user)
    return None if standing.is_viewed else standing.person
