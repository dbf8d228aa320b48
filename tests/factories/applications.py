import factory
from factory.django import DjangoModelFactory

from cohorts.models import Application, ApplicationEditor, ApplicationForm, Review
from tests.factories.cohorts import OfferingFactory
from tests.factories.network import PersonFactory, SchoolFactory


class ApplicationFormFactory(DjangoModelFactory[ApplicationForm]):
    class Meta:
        model = ApplicationForm

    code = factory.Sequence(lambda n: f"form-{n}")
    version = 1
    title = "LAUNCH application"
    parts = [
        {
            "code": "why",
            "title": "Why",
            "words": "",
            "questions": [
                {"code": "why-join", "kind": "text", "wording": "Why?", "required": True},
                {"code": "initiatives", "kind": "text", "wording": "What runs?", "required": False},
            ],
        }
    ]
    criteria = [{"code": "readiness", "name": "Readiness", "words": ["", "", "", ""]}]


class ApplicationFactory(DjangoModelFactory[Application]):
    class Meta:
        model = Application

    offering = factory.SubFactory(OfferingFactory)
    form = factory.SubFactory(ApplicationFormFactory)
    school = factory.SubFactory(SchoolFactory)


class ApplicationEditorFactory(DjangoModelFactory[ApplicationEditor]):
    class Meta:
        model = ApplicationEditor

    application = factory.SubFactory(ApplicationFactory)
    person = factory.SubFactory(PersonFactory)


class ReviewFactory(DjangoModelFactory[Review]):
    class Meta:
        model = Review

    application = factory.SubFactory(ApplicationFactory, state="in_review")
    reviewer = factory.SubFactory(PersonFactory)
