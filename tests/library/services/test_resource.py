import pytest

from library.models import Resource
from library.services import resource as services
from library.services.shipped_resources import load_resources
from messaging.models import Message
from network.models import Activity, Component, Indicator
from network.services.frameworks import load_frameworks
from tests.factories.library import ResourceFactory
from tests.factories.network import PersonFactory

FACTS = {"kind": "move", "summary": "Helps.", "steps": "Walk\nTalk", "url": ""}


def test_a_suggestion_waits_and_a_second_click_makes_no_second_one(db):
    author = PersonFactory()

    first = services.add_resource(title="Walk", **FACTS, is_published=False, by=author)
    again = services.add_resource(title="Walk", **FACTS, is_published=False, by=author)

    assert again == first
    assert (first.state, first.suggested_by, first.decided_at) == ("suggested", author, None)


def test_the_component_of_an_indicator_is_set_with_it(db):
    load_frameworks()
    indicator = Indicator.objects.get(component__version__is_current=True, code="4.3")

    made = services.add_resource(
        title="Walk", **FACTS, indicators=[indicator], is_published=True, by=PersonFactory()
    )

    assert [component.code for component in made.components.all()] == ["4"]


def test_the_author_is_told_once_that_it_is_published(db):
    author, staff = PersonFactory(first_name="Nina"), PersonFactory()
    suggested = ResourceFactory(title="Walk", state="suggested", suggested_by=author)

    for _ in range(2):
        services.publish(suggested, by=staff)

    message = Message.objects.get()
    assert (message.to, message.kind) == (author.email, "library/suggestion-published")
    assert Resource.objects.published().get().decided_by == staff


def test_the_author_reads_why_it_was_declined(db):
    author = PersonFactory()
    suggested = ResourceFactory(title="Walk", state="suggested", suggested_by=author)

    services.decline(suggested, words="It is there already.", by=PersonFactory())

    assert "It is there already." in Message.objects.get().body


def test_nobody_is_told_of_their_own_decision(db):
    author = PersonFactory()

    services.publish(ResourceFactory(state="suggested", suggested_by=author), by=author)

    assert not Message.objects.exists()


def test_who_decides_second_is_told_what_the_first_one_did(db):
    suggested = ResourceFactory(title="Walk", state="suggested")
    services.publish(suggested, by=PersonFactory(first_name="June", last_name="Marsh"))

    with pytest.raises(services.DecidedOtherwise, match="published already by June Marsh"):
        services.decline(suggested, words="No", by=PersonFactory())

    assert Resource.objects.get().state == "published"


def test_what_is_removed_comes_back_as_what_it_was(db):
    staff = PersonFactory()
    published = services.add_resource(title="Walk", **FACTS, is_published=True, by=staff)
    suggested = ResourceFactory(state="suggested")
    for resource in (published, suggested):
        for _ in range(2):
            services.remove(resource, by=staff)
        assert Resource.objects.get(pk=resource.pk).state == "removed"
        for _ in range(2):
            services.bring_back(resource, by=staff)

    states = dict(Resource.objects.values_list("pk", "state"))
    assert states == {published.pk: "published", suggested.pk: "suggested"}
    assert Activity.objects.about(published).filter(verb="removed").count() == 1


def test_a_new_link_has_not_been_tried(db):
    resource = ResourceFactory(url="https://a.example", link_state="broken", link_fault="Gone.")

    services.change_resource(
        resource, url="https://b.example", title="Walk", components=[], indicators=[], by=None
    )

    resource.refresh_from_db()
    assert (resource.link_state, resource.link_fault, resource.title) == ("unknown", "", "Walk")


def test_the_shipped_ones_are_loaded_once_and_what_was_changed_stays(db):
    load_frameworks()
    load_resources()
    number = Resource.objects.published().count()
    walk = Resource.objects.get(shipped_as="evidence-slide-gallery-walk")
    Resource.objects.filter(pk=walk.pk).update(title="Our walk", state="removed")

    load_resources()

    assert number >= 10
    assert Resource.objects.count() == number
    assert Resource.objects.get(pk=walk.pk).title == "Our walk"
    named = Resource.objects.filter(kind="move")
    assert all(len(move.step_lines) >= 3 and move.components.exists() for move in named)
    assert Component.objects.filter(version__is_current=True).count() == 5
