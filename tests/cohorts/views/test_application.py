"""Following an application: its page, the last check, taking it back, writing together."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.services import account_for
from cohorts.models import Application, ApplicationDocument
from tests.factories.applications import ApplicationEditorFactory, ApplicationFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.network import SchoolFactory


def address(name, application):
    return reverse(f"cohorts:{name}", args=[application.pk])


def test_the_check_names_what_is_missing_and_sends_nothing(draft_application, team_lead, signed_in):
    client = signed_in(team_lead)
    url = address("application-check", draft_application)

    page = client.get(url).text
    answer = client.post(url)

    assert "Why does your school want to take part in LAUNCH now? Not answered yet." in page
    assert "Send the application" not in page
    assert answer.status_code == 422
    assert Application.objects.get().state == "draft"


def test_a_complete_application_is_sent_with_a_number(complete_application, team_lead, signed_in):
    client = signed_in(team_lead)

    client.post(address("application-check", complete_application))
    page = client.get(complete_application.get_absolute_url()).text

    application = Application.objects.get()
    assert application.state == "submitted"
    assert application.receipt in page
    assert "Check and send" not in page


def test_who_decides_sees_it_when_it_is_sent_and_not_before(
    complete_application, team_lead, specialist, center, signed_in
):
    CohortFactory(offering=complete_application.offering, home=center)
    url = complete_application.get_absolute_url()

    before = signed_in(specialist).get(url).status_code
    signed_in(team_lead).post(address("application-check", complete_application))
    after = signed_in(specialist).get(url)

    assert (before, after.status_code) == (404, 200)
    assert "Withdraw the application" not in after.text


def test_a_withdrawal_can_be_undone(draft_application, team_lead, signed_in):
    client = signed_in(team_lead)

    client.post(address("application-withdraw", draft_application), {"note": "Next year."})
    page = client.get(draft_application.get_absolute_url()).text
    client.post(address("application-bring-back", draft_application))

    assert "Next year." in page
    assert "Bring it back" in page
    assert Application.objects.get().state == "draft"


def test_a_decided_application_is_not_withdrawn(draft_application, team_lead, signed_in):
    Application.objects.update(state="accepted")
    client = signed_in(team_lead)
    url = address("application-withdraw", draft_application)

    assert "A decided application is not withdrawn" in client.get(url).text
    client.post(url, {"note": ""})
    assert Application.objects.get().state == "accepted"


def test_a_document_comes_as_an_attachment_and_goes_with_undo(
    draft_application, team_lead, signed_in
):
    client = signed_in(team_lead)
    url = reverse("cohorts:application-part", args=[draft_application.pk, "documents"])

    client.post(url, {"file": SimpleUploadedFile("vision.txt", b"Our vision.")})
    document = ApplicationDocument.objects.get()
    got = client.get(reverse("cohorts:application-document", args=[document.pk]))
    remove = reverse("cohorts:application-document-remove", args=[document.pk])
    client.post(remove)
    gone = client.get(reverse("cohorts:application-document", args=[document.pk]))
    client.post(f"{remove}?restore=1")

    assert got["Content-Disposition"] == 'attachment; filename="vision.txt"'
    assert got["Content-Type"] == "text/plain"
    assert b"".join(got.streaming_content) == b"Our vision."
    assert gone.status_code == 404
    assert ApplicationDocument.objects.get().removed_at is None


def test_a_refused_file_is_told_at_the_field(draft_application, team_lead, signed_in):
    url = reverse("cohorts:application-part", args=[draft_application.pk, "documents"])
    file = SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script>")

    answer = signed_in(team_lead).post(url, {"file": file})

    assert answer.status_code == 422
    assert "Choose another file" in answer.text


def test_people_are_proposed_changed_and_taken_off(draft_application, team_lead, signed_in):
    client = signed_in(team_lead)
    url = reverse("cohorts:application-part", args=[draft_application.pk, "team"])
    ines = {
        "first_name": "Ines",
        "last_name": "Marsh",
        "email": "ines@kettle.example",
        "position": "teacher",
    }

    client.post(url, ines)
    again = client.post(url, ines | {"first_name": "Inez"})
    member = draft_application.proposed.get()
    client.post(reverse("cohorts:proposed-change", args=[member.pk]), ines | {"job": "Art"})
    changed = client.get(url).text
    remove = reverse("cohorts:proposed-remove", args=[member.pk])
    off = client.post(remove, follow=True)
    gone = client.get(reverse("cohorts:proposed-change", args=[member.pk]))

    assert "ines@kettle.example is on the list already." in again.text
    assert "Teacher, Art" in changed
    assert "1 member; 4 to 8 is usual." in changed
    assert f'action="{remove}?restore=1"' in off.text
    assert "Nobody is proposed yet" in off.text
    assert gone.status_code == 404
    back = client.post(f"{remove}?restore=1", follow=True)
    assert "Ines Marsh is back on the list." in back.text
    assert draft_application.proposed.standing().get() == member


def test_an_asked_for_invitation_is_filled_in(draft_application, team_lead, signed_in):
    url = address("application-writers", draft_application)

    page = signed_in(team_lead).get(url, {"email": "bo@kettle.example", "first_name": "Bo"})

    assert 'value="bo@kettle.example"' in page.text


def test_an_invited_colleague_opens_the_link_and_writes(writer_invitation, writer_token, signed_in):
    url = reverse("cohorts:write-together", args=[writer_token])
    client = signed_in(account_for(writer_invitation.email))

    assert "Write together" in client.get(url).text
    answer = client.post(url)

    assert answer.url == writer_invitation.application.get_absolute_url()
    assert client.get(answer.url).status_code == 200


def test_a_link_that_is_not_ours_opens_nothing(client, db):
    for name in ("write-together", "consent"):
        assert client.get(reverse(f"cohorts:{name}", args=["made.up"])).status_code == 404


def test_the_list_takes_the_same_queries_for_one_and_for_six(
    draft_application, team_lead, signed_in, django_assert_num_queries
):
    client = signed_in(team_lead)
    url = reverse("cohorts:my-applications")
    client.get(url)  # what is remembered between pages is there now
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(5):
        application = ApplicationFactory(
            offering=draft_application.offering, form=draft_application.form, school=SchoolFactory()
        )
        ApplicationEditorFactory(application=application, person=team_lead.person)

    with django_assert_num_queries(len(one)):
        response = client.get(url)

    assert len(response.context["page"].object_list) == 6
