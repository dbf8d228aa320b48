"""Whoever views as a specialist gets the specialist's answers, and changes nothing anywhere."""

import re

import pytest
from django.urls import resolve, reverse

from core.personal import is_personal
from network.models import ViewAs
from tests.rows import everything
from tests.sheets import rows_of_xlsx
from tests.test_every_door import (
    DOORS,
    STATUS,
    argument_of,
    from_the_same_rows,
    knocking,
    together,
)
from tests.test_every_post import BODY
from tests.viewing import view_as

# What the two see differently, and why.
NOT_THE_SAME_WORDS = {
    "library:modules",  # how far somebody is, and what they write there, is theirs
    "library:module",
    "library:lesson",
    "home",  # surveys to answer are not on the list: it would tell who has not answered
    "network:view-as-list",
    "styleguide",  # shows the time to the microsecond
}
OF_THE_MOMENT = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|name="key" value="[^"]+"')
SPECIALIST = 7
TRIES = 5


@pytest.mark.parametrize("names", together(DOORS, lambda name: DOORS[name].args))
def test_viewing(request, db, names, specialist, state_admin):
    args = [argument_of(request.getfixturevalue(fixture)) for fixture in DOORS[names[0]].args]
    for name in from_the_same_rows(names):
        _view(name, reverse(name, args=args), specialist, state_admin)


def _view(name, url, specialist, state_admin):
    themselves = knocking(specialist)
    viewer = view_as(state_admin, specialist.person)

    own, seen = themselves.get(url), viewer.get(url)

    own_words = _words(own)  # reads a download to its end, which closes its file
    assert (name, own.status_code) == (name, STATUS[DOORS[name].who[SPECIALIST]])
    if is_personal(resolve(url).func) or url.startswith(("/demo/", "/accounts/")):
        assert (seen.status_code, "not part of viewing" in seen.text) == (403, True)
    elif name != "network:view-as-stop":
        assert seen.status_code == own.status_code
        if own.status_code == 200 and name not in NOT_THE_SAME_WORDS:
            assert _words(seen) == own_words or _are_alike(themselves, viewer, url)
    before = everything()
    if name != "network:view-as-stop":
        answers = [viewer.generic(method, url) for method in ("PUT", "PATCH", "DELETE")]
        answers.append(viewer.post(url, BODY))
        assert {answer.status_code for answer in answers} == {403}
    assert everything() == before
    assert ViewAs.objects.running().count() == 1


def _are_alike(themselves, viewer, url):
    """Once more: a PDF or a calendar says when it was made, and a second may have passed."""
    return any(_words(themselves.get(url)) == _words(viewer.get(url)) for _ in range(TRIES))


def _words(answer):
    if answer.streaming:
        content = b"".join(answer)
        # A workbook also says when it was made.
        return rows_of_xlsx(content) if content.startswith(b"PK") else content
    if "html" not in answer.get("Content-Type", ""):
        return answer.content
    # A part of a page has no main of its own.
    main = answer.text.split("<main", 1)[-1].split("</main>", 1)[0]
    return OF_THE_MOMENT.sub("", main)
