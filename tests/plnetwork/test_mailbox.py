from django.core.mail import EmailMessage
from django.urls import reverse

from plnetwork.demo import mailbox


def test_letters_stand_newest_first_with_the_time_of_the_network(client, settings, tmp_path, db):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for subject, sent in [
        ("First", "Mon, 15 Dec 2025 20:15:00 -0000"),
        ("Second", "Tue, 14 Jul 2026 14:05:00 -0000"),
    ]:
        letter = EmailMessage(subject, "Hello", to=["a@example.org"], headers={"Date": sent})
        mailbox.MailboxBackend().send_messages([letter])

    page = client.get(reverse("demo-mailbox")).text

    assert page.index("Second") < page.index("First")
    assert "3:15 PM EST" in page
    assert "10:05 AM EDT" in page


def test_a_letter_without_a_date_can_be_read(client, demo_mail_name, db):
    page = client.get(reverse("demo-mail", args=[demo_mail_name])).text

    assert "A link" in page
