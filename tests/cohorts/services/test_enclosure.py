import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.services import enclosure as services
from cohorts.services.writing import NotWritten
from network.models import Activity

INES = {
    "first_name": "Ines",
    "last_name": "Marsh",
    "email": "Ines@kettle.example",
    "position": "teacher",
    "job": "Art",
    "is_lead": True,
}


@pytest.fixture
def writer(team_lead):
    return team_lead.person


def text(name="vision.txt", content=b"Our vision."):
    return SimpleUploadedFile(name, content)


def test_a_second_click_proposes_nobody_twice(draft_application, writer):
    first = services.propose_member(draft_application, **INES, by=writer)

    assert services.propose_member(draft_application, **INES, by=writer) == first
    assert first.email == "ines@kettle.example"


def test_an_address_is_on_the_list_once(draft_application, writer):
    services.propose_member(draft_application, **INES, by=writer)

    with pytest.raises(services.AddressProposed, match="on the list already"):
        services.propose_member(draft_application, **INES | {"first_name": "Inez"}, by=writer)


def test_there_is_one_lead_whoever_was_named_last(draft_application, writer):
    first = services.propose_member(draft_application, **INES, by=writer)
    services.propose_member(
        draft_application, **INES | {"email": "bo@kettle.example", "first_name": "Bo"}, by=writer
    )

    first.refresh_from_db()
    assert not first.is_lead


def test_the_last_one_taken_off_can_be_put_back(draft_application, writer):
    ines = services.propose_member(draft_application, **INES, by=writer)
    bo = services.propose_member(
        draft_application,
        **INES | {"email": "bo@kettle.example", "is_lead": False},
        by=writer,
    )
    for member in (bo, ines, ines):
        services.take_off(member, by=writer)
    assert list(draft_application.proposed.all()) == [ines]

    for _ in range(2):
        services.put_back(ines, by=writer)

    assert draft_application.proposed.standing().get().is_lead


def test_whoever_is_put_back_leads_no_more_where_another_does_now(draft_application, writer):
    ines = services.propose_member(draft_application, **INES, by=writer)
    services.take_off(ines, by=writer)
    services.propose_member(draft_application, **INES | {"email": "bo@kettle.example"}, by=writer)

    services.put_back(ines, by=writer)

    ines.refresh_from_db()
    assert not ines.is_lead


def test_whoever_is_on_the_list_again_is_not_put_back(draft_application, writer):
    ines = services.propose_member(draft_application, **INES, by=writer)
    services.take_off(ines, by=writer)
    services.propose_member(draft_application, **INES, by=writer)

    with pytest.raises(services.AddressProposed, match="on the list already"):
        services.put_back(ines, by=writer)


def test_a_document_is_added_once_removed_and_brought_back(draft_application, writer):
    document = services.add_document(draft_application, file=text(), by=writer)
    assert services.add_document(draft_application, file=text(), by=writer) == document

    services.set_document_removed(document, removed=True, by=writer)
    services.set_document_removed(document, removed=True, by=writer)
    back = services.set_document_removed(document, removed=False, by=writer)

    assert back.removed_at is None
    assert Activity.objects.filter(verb="changed").count() == 2


def test_a_file_that_is_something_else_is_refused_in_words(draft_application, writer):
    with pytest.raises(services.FileRefused):
        services.add_document(
            draft_application, file=text("page.pdf", b"<html><script>"), by=writer
        )


def test_ten_documents_are_enough(draft_application, writer):
    for number in range(10):
        services.add_document(draft_application, file=text(f"{number}.txt"), by=writer)

    with pytest.raises(services.TooManyDocuments):
        services.add_document(draft_application, file=text("11.txt"), by=writer)


def test_nothing_is_added_to_a_sent_application(draft_application, proposed_member, writer):
    draft_application.state = "in_review"
    draft_application.save()

    with pytest.raises(NotWritten):
        services.take_off(proposed_member, by=writer)
    with pytest.raises(NotWritten):
        services.add_document(draft_application, file=text(), by=writer)
