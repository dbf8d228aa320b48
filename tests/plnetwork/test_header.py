"""The navigation marks the place that the page is in."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("network:directory", "Directory"),
        ("network:people", "Directory"),
        ("network:work-list", ""),
    ],
)
def test_the_place_of_the_page_is_marked_and_ones_own_files_are_of_none(
    signed_in, state_admin, page, place
):
    shown = signed_in(state_admin).get(reverse(page)).text

    marked = shown.split('aria-current="true">')[1:]
    assert [rest.partition("<")[0] for rest in marked] == ([place] if place else [])
