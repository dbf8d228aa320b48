import datetime as dt

import pytest

from core import clock
from surveys.collection.forms import OptOutForm
from surveys.collection.models import Safeguards

pytestmark = pytest.mark.django_db


def days(*, told=0, until=14, topics=Safeguards.Topic.values):
    today = clock.today()
    return {
        "not_asked": topics,
        "notice_on": (today + dt.timedelta(days=told)).isoformat(),
        "opt_out_until": (today + dt.timedelta(days=until)).isoformat(),
    }


def test_the_checklist_stands_beside_every_question(signed_in, state_admin, learner_survey):
    text = signed_in(state_admin).get(f"/surveys/{learner_survey.pk}/safeguards/").content.decode()

    for topic in Safeguards.Topic.labels:
        assert topic in text
    assert "I set goals for my learning." in text


def test_parents_read_the_form_without_an_account_once_they_are_told(
    client, signed_in, state_admin, learner_survey
):
    copy = f"/instruments/{learner_survey.version_id}/printable/"
    assert client.get(copy).status_code == 404
    url = f"/surveys/{learner_survey.pk}/safeguards/"
    page = signed_in(state_admin).post(url, days(topics=[]), follow=True).content.decode()

    assert "8 protected topics are not confirmed yet." in page
    client.logout()
    assert "I set goals for my learning." in client.get(copy).content.decode()


def test_parents_have_time_and_what_was_ticked_stays(signed_in, state_admin, learner_survey):
    url = f"/surveys/{learner_survey.pk}/safeguards/"
    text = signed_in(state_admin).post(url, days(until=0, topics=["health"])).content.decode()

    assert "Give parents at least a day after they are told." in text
    assert 'value="health"' in text
    assert text.count("checked") == 1
    assert not Safeguards.objects.exists()


def test_only_forms_for_learners_have_safeguards(signed_in, state_admin, draft):
    assert signed_in(state_admin).get(f"/surveys/{draft.pk}/safeguards/").status_code == 404


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("Maria Lopez", "this looks like a name. Use a code without spaces."),
        ("Jonathan", "letters alone look like a name. Use a code with digits."),
        ("K-4071", "use letters and digits only, at most 20."),
        ("K" + "1" * 20, "use letters and digits only, at most 20."),
        ("José1", "use letters and digits only, at most 20."),
    ],
)
def test_what_is_no_code_is_refused_without_repeating_it(code, fault):
    form = OptOutForm({"codes": f"K1\n{code}"})

    assert form.errors["codes"] == [f"Line 2: {fault}"]


def test_codes_are_kept_once_each():
    form = OptOutForm({"codes": "k4071,\n\nK4071\nABCD\n" + "9" * 20})

    assert form.is_valid()
    assert form.cleaned_data["codes"] == ["K4071", "ABCD", "9" * 20]


def test_a_school_leader_keeps_the_list_and_prints_it(
    signed_in, school_leader, learner_survey, learner_unit
):
    client = signed_in(school_leader)
    url = f"/surveys/{learner_survey.pk}/opt-outs/{learner_unit.pk}/"
    page = client.post(url, {"codes": "K5000\nK4071"}, follow=True).content.decode()
    assert "1 more left out at Kettle School." in page
    client.post(f"{url}take-back/", {"code": "K4071"})

    assert list(learner_unit.opt_outs.values_list("code", flat=True)) == ["K5000"]
    sheet = client.get(f"{url}sheet/").content.decode()
    assert "K5000" in sheet
    assert client.get(f"/surveys/{learner_survey.pk}/opt-outs/").status_code == 200
