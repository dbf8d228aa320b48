import pytest
from django.urls import reverse

from surveys.collection.forms.preparing import versions_to_ask_with
from surveys.instruments.bank import bank_rows
from surveys.instruments.comparing import comparable_codes
from surveys.instruments.readiness import lacks_of
from surveys.instruments.refusals import IsFrozen
from surveys.instruments.services import edit_item, freeze, make_variant, new_version
from tests.factories.surveys import shipped


def variant_of(base, wording="We reached this target: Build."):
    item = {"code": "CVT01", "wording": wording, "scale": "A4"}
    item["translations"] = {"es": {"wording": wording}}
    titles = {"es": {"title": "Metas", "intro": ""}}
    section = {"title": "Targets", "intro": "", "translations": titles, "items": [item]}
    return make_variant(base, sections=[section])


@pytest.fixture
def base(db):
    return shipped("CVF", 2)


def test_a_variant_asks_its_own_questions_and_then_all_of_its_base(base):
    variant = variant_of(base)

    assert [section.title for section in variant.sections.all()][:2] == [
        "Targets",
        "Working together",
    ]
    assert variant.sections.count() == base.sections.count() + 1
    assert str(variant) == "Convening feedback, version 2 with questions of its own"
    assert lacks_of(variant) == []


def test_what_a_variant_was_made_from_never_changes(base):
    variant_of(base)

    item = base.sections.first().items.first()
    with pytest.raises(IsFrozen):
        edit_item(item, facts={"wording": "Other words."}, by=None)


def test_no_list_of_versions_shows_variants(base, client, state_admin):
    variant = variant_of(base)
    freeze(variant)
    client.force_login(state_admin)

    assert variant not in versions_to_ask_with()
    assert not bank_rows(state_admin, "CVT01").exists()
    for address in (
        reverse("surveys:instruments"),
        reverse("surveys:instrument", args=[base.pk]),
    ):
        assert f"/{variant.pk}/" not in client.get(address).text


def test_the_next_version_goes_on_from_the_base(base):
    variant_of(base)

    following = new_version(base.instrument, by=None)
    assert (following.number, following.base) == (3, None)
    assert following.sections.first().title == "Working together"


def test_variants_share_the_questions_of_their_base_and_not_their_own(base):
    one, other = variant_of(base), variant_of(base, "We reached this target: Develop.")

    assert "CVT01" in comparable_codes(one, one)
    for shared in (comparable_codes(one, other), comparable_codes(base, one)):
        assert "CVF01" in shared
        assert "CVT01" not in shared


def test_what_was_decided_between_versions_holds_for_their_variants(base):
    first = variant_of(shipped("CVF", 1))

    assert comparable_codes(first, variant_of(base)) == comparable_codes(first.base, base)
    assert "CVF02" in comparable_codes(first, variant_of(base))
