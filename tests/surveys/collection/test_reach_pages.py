import re
import zlib

import pytest
import segno
from django.core.cache import cache

from messaging.models import Message
from network.models import Activity
from surveys.collection import open_links
from surveys.collection.models import Invitation, OpenLink
from surveys.collection.services import close_administration, open_a_link, open_administration
from tests.surveys.asking import answer, invited, unit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def page_of(unit):
    return f"/surveys/{unit.administration_id}/invitees/{unit.pk}/"


def test_in_an_anonymous_survey_nothing_tells_who_has_answered(admin, open_survey):
    one, _ = invited(open_survey, "Kettle School", 2)
    url = page_of(one.unit)
    before, file_before = admin.get(url), admin.get(f"{url}invitees.csv").getvalue()

    answer(one, IMT11=4)

    def shown(page):
        return re.sub(r'value="[^"]{64}"', "", page.text.split("<main")[1])

    assert shown(admin.get(url)) == shown(before)
    assert admin.get(f"{url}invitees.csv").getvalue() == file_before
    assert b"answered" not in file_before
    assert Activity.objects.filter(verb="exported").exists()


def test_mail_that_came_back_is_shown(admin, open_survey):
    one = invited(open_survey, "Kettle School", 1)[0]
    Message.objects.update(state="failed", trouble="It came back: no such mailbox")

    page = admin.get(page_of(one.unit))

    assert "mail came back" in page.text
    assert "no such mailbox" in page.text


@pytest.mark.parametrize(
    ("go", "words"),
    [
        ("renew", "has a new link"),
        ("revoke", "no valid link any more"),
        ("again", "gets the invitation again"),
    ],
)
def test_buttons_beside_an_address(admin, open_survey, go, words):
    one = invited(open_survey, "Kettle School", 1)[0]

    told = admin.post(f"/surveys/{open_survey.pk}/invitations/{one.pk}/", {"go": go}, follow=True)

    assert words in told.text
    if go == "revoke":
        assert "link withdrawn" in told.text
        admin.post(f"/surveys/{open_survey.pk}/invitations/{one.pk}/", {"go": "put-back"})
        assert not Invitation.objects.get().is_revoked


def test_a_school_gets_its_open_link_by_a_button(admin, framed):
    kettle = unit_of(framed, "Kettle School")
    invited(framed, "Kettle School", 2)
    url = page_of(kettle)

    refused = admin.post(f"{url}link/", {"go": "open"}, follow=True)
    assert "invited personally at Kettle School" in refused.text
    opened = admin.post(f"{url}link/", {"go": "withdraw"}, follow=True)

    link = OpenLink.objects.get()
    assert open_links.code_of(link) in opened.text
    assert "<svg" in opened.text
    admin.post(f"{url}link/", {"go": "replace"})
    assert OpenLink.objects.get().nonce != link.nonce
    admin.post(f"{url}link/", {"go": "revoke"})
    assert not OpenLink.objects.exists()
    told = admin.post(f"{url}link/", {"go": "nonsense"}, follow=True)
    assert "Nothing was changed" in told.text


def words_in(pdf):
    """Everything in the streams of a PDF, unpacked."""
    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found += zlib.decompress(stream)
        except zlib.error:
            found += stream
    return found


def test_posters_are_tagged_and_hold_the_code_of_each_school(admin, framed):
    for name in ("Kettle School", "Gull School"):
        open_a_link(unit_of(framed, name), by=None)
    open_administration(framed, by=None)

    made = admin.get(f"/surveys/{framed.pk}/posters.pdf").content

    assert made.startswith(b"%PDF-")
    inside = made + words_in(made)
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid"):
        assert mark in inside
    assert len(re.findall(rb"/Type\s*/Page\b", inside)) == 2
    for link in OpenLink.objects.all():
        address = open_links.short_address_for(link)
        assert address.split("://")[1].rstrip("/").encode() in inside  # words for the code
    assert Activity.objects.filter(verb="exported").count() == 1


def test_one_poster_on_either_paper(admin, framed):
    kettle = unit_of(framed, "Kettle School")
    open_a_link(kettle, by=None)

    for paper in ("letter", "a4"):
        made = admin.get(f"{page_of(kettle)}poster.pdf", {"paper": paper})
        assert made["Content-Type"] == "application/pdf"
    assert admin.get(f"{page_of(kettle)}poster.pdf", {"paper": "a0"}).status_code == 404


def test_the_code_is_the_one_of_the_short_address(framed):
    link = open_a_link(unit_of(framed, "Kettle School"), by=None)
    address = open_links.short_address_for(link)

    assert segno.make(address, error="m", micro=False).version <= 5  # large modules
    assert open_links.with_code(open_links.code_of(link)) == link


def test_the_page_of_reminders_shows_steps_words_and_how_many(admin, open_survey):
    one, _ = invited(open_survey, "Kettle School", 2)
    answer(one, IMT11=4)

    page = admin.get(f"/surveys/{open_survey.pk}/reminders/")

    assert "3 days after opening" in page.text
    assert "[Action needed by" in page.text
    assert "<b>1</b> would get one now" in page.text
    assert "https://example.org/answer/" in page.text
    for invitation in (one, _):
        assert invitation.email not in page.text


def test_one_click_on_the_board_reminds_and_can_be_taken_back(signed_in, specialist, open_survey):
    kettle = unit_of(open_survey, "Kettle School")
    invited(open_survey, "Kettle School", 2)
    Message.objects.all().delete()
    client = signed_in(specialist)
    url = f"/surveys/{open_survey.pk}/board/{kettle.pk}/"
    assert f"{url}nudge/" in client.get(f"/surveys/{open_survey.pk}/").text

    told = client.post(f"{url}nudge/")
    assert "Reminders go in two minutes" in told.text
    assert Message.objects.filter(kind="surveys/reminder").count() == 2
    client.post(f"{url}take-back/")

    assert not Message.objects.filter(kind="surveys/reminder").exists()


def test_the_board_is_asked_for_until_the_survey_closes(admin, open_survey):
    url = f"/surveys/{open_survey.pk}/board/"
    board = admin.get(f"{url}?sort=rate")
    assert 'hx-trigger="every 30s"' in board.text
    assert f'hx-get="{url}?sort=rate"' in board.text

    close_administration(open_survey, by=None)

    over = admin.get(url)
    assert (over.status_code, "no longer open" in over.text) == (286, True)


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
