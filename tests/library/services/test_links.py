import datetime as dt

import pytest

from core import clock
from library.jobs import try_links
from library.models import Resource
from library.services.links import try_link
from tests.core.test_outside import anywhere, at, serving
from tests.factories.library import ResourceFactory


@pytest.fixture
def site():
    with serving() as server:
        yield server


def test_what_came_is_written_down(db, site):
    gone = ResourceFactory(url=at(site, "/404"))
    there = ResourceFactory(url=at(site, "/"))

    assert [try_link(one, may_ask=anywhere) for one in (gone, there)] == [False, True]

    gone.refresh_from_db()
    there.refresh_from_db()
    assert (gone.link_state, gone.link_fault) == (
        "broken",
        "Nothing is there any more (answer 404).",
    )
    assert (there.link_state, there.link_fault) == ("works", "")
    assert list(Resource.objects.broken()) == [gone]
    assert gone.state == "published"


def test_a_link_that_was_changed_meanwhile_stays_untried(db, site):
    resource = ResourceFactory(url=at(site, "/404"))
    Resource.objects.filter(pk=resource.pk).update(url="https://new.example")

    try_link(resource, may_ask=anywhere)

    resource.refresh_from_db()
    assert (resource.link_state, resource.link_checked_at) == ("unknown", None)


def test_each_link_is_tried_once_a_week_and_never_into_a_private_network(db, site):
    private = ResourceFactory(url=at(site, "/"))
    tried = clock.now() - dt.timedelta(days=6)
    ResourceFactory(url=at(site, "/"), link_checked_at=tried, link_state="works")
    ResourceFactory(url=at(site, "/"), state="declined")
    ResourceFactory()

    assert try_links() == 1
    assert try_links() == 0

    private.refresh_from_db()
    assert private.link_fault == "It leads to a private network."
    assert site.asked == []
