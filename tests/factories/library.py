import factory
from factory.django import DjangoModelFactory

from library.models import Lesson, Module, ModuleCompletion, MoveUse, Resource
from tests.factories.network import PersonFactory


class ModuleFactory(DjangoModelFactory[Module]):
    class Meta:
        model = Module

    code = factory.Sequence(lambda n: f"module-{n}")
    title = factory.Sequence(lambda n: f"Module {n}")
    minutes = 30
    contact_minutes = 30


class LessonFactory(DjangoModelFactory[Lesson]):
    class Meta:
        model = Lesson

    module = factory.SubFactory(ModuleFactory)
    code = factory.Sequence(lambda n: f"lesson-{n}")
    kind = Lesson.Kind.TEXT
    title = factory.Sequence(lambda n: f"Lesson {n}")
    position = factory.Sequence(lambda n: n)


class ModuleCompletionFactory(DjangoModelFactory[ModuleCompletion]):
    class Meta:
        model = ModuleCompletion

    module = factory.SubFactory(ModuleFactory)
    person = factory.SubFactory(PersonFactory)
    title = factory.SelfAttribute("module.title")
    contact_minutes = factory.SelfAttribute("module.contact_minutes")


class ResourceFactory(DjangoModelFactory[Resource]):
    class Meta:
        model = Resource

    title = factory.Sequence(lambda n: f"Resource {n}")
    state = Resource.State.PUBLISHED


class MoveUseFactory(DjangoModelFactory[MoveUse]):
    class Meta:
        model = MoveUse

    move = factory.SubFactory(ResourceFactory, kind=Resource.Kind.MOVE)
    person = factory.SubFactory(PersonFactory)
    used_with = MoveUse.With.STAFF
