import pytest
from django.urls import reverse

from network.models import SavedView
from tests.factories.network import SavedViewFactory

RESTORE = "/views/restore/"


def new_address(query="", page="network:directory"):
    return f"{reverse('network:saved-view-new', args=[page])}?query={query}"


def test_a_view_keeps_filters_order_and_columns_but_no_page(signed_in, specialist):
    client = signed_in(specialist)

    answer = client.post(
        new_address("kind%3Dschool%26sort%3D-irn%26columns%3Dirn%26page%3D3%26q%3D"),
        {"name": "Our schools"},
    )

    view = SavedView.objects.get()
    assert view.query == "kind=school&sort=-irn&columns=irn"
    assert not view.is_shared
    assert answer.url == "/directory/?kind=school&sort=-irn&columns=irn"
    page = client.get(answer.url)
    assert page.context["view"] == view
    assert "Rename or delete this view" in page.text


def test_nobody_shares_a_view_without_choosing_to(signed_in, specialist):
    form = signed_in(specialist).get(new_address()).context["form"]

    assert not form["is_shared"].value()


def test_the_list_offers_ones_own_views_and_those_that_are_shared(signed_in, specialist, outsider):
    mine = SavedViewFactory(owner=specialist.person, name="Mine")
    shared = SavedViewFactory(owner=outsider.person, name="Shared", is_shared=True)
    SavedViewFactory(owner=outsider.person, name="Secret")
    SavedViewFactory(owner=specialist.person, name="People of ours", page="network:people")

    page = signed_in(specialist).get("/directory/")

    assert page.context["views"] == [mine, shared]
    assert "shared by Ruben Specialist" in page.text


def test_a_shared_view_shows_only_what_its_reader_may_see(
    signed_in, specialist, outsider, school, other_school
):
    view = SavedViewFactory(owner=outsider.person, is_shared=True, query="kind=school")

    page = signed_in(specialist).get(reverse("network:saved-view", args=[view.pk]), follow=True)

    assert [row.name for row, _ in page.context["lines"]] == ["Kettle School"]


@pytest.mark.parametrize("name", ["saved-view", "saved-view-edit", "saved-view-delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_view_does_not_exist(signed_in, specialist, outsider, name, method):
    view = SavedViewFactory(owner=outsider.person)

    answer = getattr(signed_in(specialist), method)(reverse(f"network:{name}", args=[view.pk]))

    assert answer.status_code in {404, 405}
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_a_name_is_given_once_per_list_and_the_refusal_says_so(signed_in, specialist):
    SavedViewFactory(owner=specialist.person, name="Ours")
    client = signed_in(specialist)

    again = client.post(new_address(), {"name": "Ours"})
    elsewhere = client.post(new_address(page="network:people"), {"name": "Ours"})

    assert again.status_code == 422
    assert "You have a view of this name. Choose another." in again.text
    assert elsewhere.status_code == 302


def test_more_filters_than_fit_are_refused(signed_in, specialist):
    answer = signed_in(specialist).post(new_address("q%3D" + "x" * 1200), {"name": "Long"})

    assert answer.status_code == 422
    assert "too long to keep" in answer.text


def test_a_deleted_view_comes_back(signed_in, specialist):
    view = SavedViewFactory(owner=specialist.person, name="Ours", query="q=a", is_shared=True)
    client = signed_in(specialist)

    gone = client.post(reverse("network:saved-view-delete", args=[view.pk]), follow=True)
    assert not SavedView.objects.exists()
    assert "Deleted the view Ours" in gone.text
    assert f'action="{RESTORE}"' in gone.text
    client.post(RESTORE)

    back = SavedView.objects.get()
    assert (back.pk, back.name, back.query, back.is_shared) == (view.pk, "Ours", "q=a", True)
    assert client.post(RESTORE).status_code == 404


def test_a_new_name_can_be_taken_back(signed_in, specialist):
    view = SavedViewFactory(owner=specialist.person, name="Ours")
    client = signed_in(specialist)

    client.post(reverse("network:saved-view-edit", args=[view.pk]), {"name": "Other"})
    view.refresh_from_db()
    assert view.name == "Other"
    client.post(RESTORE)

    view.refresh_from_db()
    assert view.name == "Ours"


def test_a_view_does_not_come_back_under_a_name_that_is_taken_by_now(signed_in, specialist):
    view = SavedViewFactory(owner=specialist.person, name="Ours")
    client = signed_in(specialist)
    client.post(reverse("network:saved-view-delete", args=[view.pk]))
    client.post(new_address(), {"name": "Ours"})

    answer = client.post(RESTORE, follow=True)

    assert "You have another view of this name by now." in answer.text
    assert SavedView.objects.count() == 1


def test_lists_that_one_may_not_open_keep_no_views(signed_in, evaluator, specialist):
    view = SavedViewFactory(owner=specialist.person, page="network:people", is_shared=True)
    client = signed_in(evaluator)

    assert client.get(reverse("network:saved-view", args=[view.pk])).status_code == 404
    assert client.get(new_address(page="network:people")).status_code == 404
    assert client.get(new_address(page="landing")).status_code == 404
