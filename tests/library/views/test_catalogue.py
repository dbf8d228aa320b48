import pytest
from django.urls import reverse

from library.models import MoveUse, Resource
from network.models import Component, Indicator
from network.services.frameworks import load_frameworks
from tests.factories.library import MoveUseFactory, ResourceFactory

ALL = reverse("library:resources")


def titles(answer):
    return [resource.title for resource in answer.context["page"]]


def tagged(title, code, **facts):
    resource = ResourceFactory(title=title, **facts)
    indicator = Indicator.objects.get(component__version__is_current=True, code=code)
    resource.indicators.add(indicator)
    resource.components.add(indicator.component)
    return resource


@pytest.fixture
def catalogue(db):
    load_frameworks()
    tagged("Gallery walk", "5.4", kind="move", audiences=["staff", "learners"], source="Ours")
    tagged("Pace check", "4.3", kind="move", audiences=["learners"], source="Ours")
    tagged("Reading guide", "4.1", audiences=["staff"], source="Maple ESC")
    ResourceFactory(title="Not yet", state="suggested")


def component(code):
    return Component.objects.get(version__is_current=True, code=code)


def test_strangers_read_what_is_published(client, catalogue):
    assert titles(client.get(ALL)) == ["Gallery walk", "Pace check", "Reading guide"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "move"}, ["Gallery walk", "Pace check"]),
        ({"audience": "staff"}, ["Gallery walk", "Reading guide"]),
        ({"source": "Maple ESC"}, ["Reading guide"]),
        ({"q": "walk gallery"}, ["Gallery walk"]),
        ({"kind": "move", "audience": "staff"}, ["Gallery walk"]),
        ({"kind": "resource", "source": "Ours"}, []),
        ({"kind": "nonsense"}, []),
        ({"component": "no number"}, []),
    ],
)
def test_the_address_narrows_the_list(client, catalogue, asked, found):
    assert titles(client.get(ALL, asked)) == found


def test_components_and_indicators_narrow_too(client, catalogue):
    pk = Indicator.objects.get(component__version__is_current=True, code="4.3").pk

    assert titles(client.get(ALL, {"component": component("4").pk})) == [
        "Pace check",
        "Reading guide",
    ]
    assert titles(client.get(ALL, {"indicator": pk})) == ["Pace check"]


def test_each_choice_says_how_many_there_would_be(client, catalogue):
    page = client.get(ALL, {"kind": "move"})
    form = page.context["filter"].form
    choices = {name: dict(form.fields[name].choices) for name in ("kind", "audience", "component")}

    # What is chosen narrows the other lists, and not its own.
    assert choices["kind"]["resource"] == "Resource (1)"
    assert choices["audience"] == {"": "All", "staff": "Staff (1)", "learners": "Learners (2)"}
    assert choices["component"][str(component("4").pk)] == "4 Optimal Path and Pace (1)"
    assert [pill.value for pill in page.context["filter"].pills] == ["Move to steal"]


def test_a_typing_error_finds_similar_titles(client, catalogue):
    page = client.get(ALL, {"q": "galery walk"})

    assert titles(page) == ["Gallery walk"]
    assert "No exact match" in page.text


def test_nothing_found_and_nothing_there_say_what_to_do(client, catalogue):
    assert "Nothing fits this choice" in client.get(ALL, {"q": "zzzz"}).text
    Resource.objects.all().delete()
    assert "The catalogue is empty" in client.get(ALL).text


@pytest.mark.parametrize("how_many", [2, 20])
def test_the_list_takes_the_same_queries_for_any_number(
    client, catalogue, how_many, django_assert_num_queries
):
    for number in range(how_many):
        MoveUseFactory(move=tagged(f"Move {number}", "5.4", kind="move"))
    client.get(ALL)

    with django_assert_num_queries(11):
        page = client.get(ALL, {"kind": "move"})

    assert len(titles(page)) == how_many + 2


def test_csv_holds_what_the_list_shows_and_no_formulas(client, catalogue):
    ResourceFactory(title="=1+1", kind="move", steps="Walk")

    lines = b"".join(client.get(reverse("library:resources-csv"), {"kind": "move"})).decode()

    assert "Gallery walk" in lines
    assert "'=1+1" in lines
    assert "Reading guide" not in lines


def test_a_move_says_how_it_goes_and_how_often_it_was_used(client, move, move_use):
    page = client.get(move.get_absolute_url()).text

    assert "<li>Walk</li><li>Talk</li>" in page
    assert "1 time: 1 with staff, 0 with learners" in page
    assert "Sign in to read what others changed" in page
    assert str(move_use.person) not in page


def test_members_read_what_others_changed(move, move_use, school_leader, signed_in):
    MoveUse.objects.update(adaptation="Half an hour was enough.")

    page = signed_in(school_leader).get(move.get_absolute_url()).text

    assert "Half an hour was enough." in page
    assert "Kettle team" in page
    assert "Take back" not in page


def test_evaluators_read_what_was_changed_and_no_name(move, move_use, evaluator, signed_in):
    MoveUse.objects.update(adaptation="Half an hour was enough.")

    page = signed_in(evaluator).get(move.get_absolute_url()).text

    assert "Half an hour was enough." in page
    assert str(move_use.person) not in page


@pytest.mark.parametrize("how_many", [1, 9])
def test_one_move_takes_the_same_queries_for_any_number_of_uses(
    move, team, specialist, signed_in, how_many, django_assert_num_queries
):
    MoveUseFactory.create_batch(how_many, move=move, team=team)
    client = signed_in(specialist)
    client.get(move.get_absolute_url())

    with django_assert_num_queries(10):
        page = client.get(move.get_absolute_url())

    assert len(page.context["uses"]) == how_many


def test_the_search_finds_published_ones(specialist, signed_in, catalogue):
    page = signed_in(specialist).get(reverse("search"), {"q": "gallery"}).text
    assert "Gallery walk" in page

    assert "Not yet" not in signed_in(specialist).get(reverse("search"), {"q": "not yet"}).text
