from django.urls import reverse

from network.models import Indicator
from network.services.frameworks import load_frameworks


def test_strangers_read_the_framework_in_use(client, db):
    load_frameworks()

    answer = client.get(reverse("network:framework"))

    assert (answer.context["shown"].code, answer.context["indicator_count"]) == ("revised", 20)
    assert "Official wording: not loaded yet" in answer.content.decode()


def test_draft_says_what_is_not_known(client, db):
    load_frameworks()

    answer = client.get(reverse("network:framework"), {"version": "draft"})

    assert answer.context["indicator_count"] == 25
    assert answer.content.decode().count("Label not loaded yet") == 25


def test_loaded_wording_is_shown_and_the_missing_ones_are_marked(client, db):
    load_frameworks()
    Indicator.objects.filter(code="4.3", component__version__code="revised").update(
        official_text="As published."
    )

    page = client.get(reverse("network:framework")).content.decode()

    assert "As published." in page
    assert page.count("Official wording: not loaded yet") == 24  # 19 indicators, 5 components


def test_version_that_does_not_exist_is_not_found(client, db):
    assert client.get(reverse("network:framework"), {"version": "third"}).status_code == 404


def test_page_without_a_framework_says_how_to_get_one(client, db):
    assert "load_frameworks" in client.get(reverse("network:framework")).content.decode()
