import json
from dataclasses import replace

import pytest
from django.core import serializers

from network.models import Activity
from surveys.collection.models import Draft, Tally
from surveys.instruments.models import Item
from surveys.results import services
from surveys.results.engine.audit import audit
from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.engine.figures import cell_of
from surveys.results.engine.release import build
from surveys.results.engine.tree import Unit
from surveys.results.models import Release, ReleasedUnit
from tests.surveys.results.administrations import (
    TIME,
    add_frame,
    administration,
    instrument_version,
    released,
    scale,
    tally,
)

pytestmark = pytest.mark.django_db

ONE_CENTER = {"A": {"D1": {"s45": (45, 60)}, "D2": {"s12": (12, 18)}, "D3": {"s7": (7, 11)}}}


def shown(release):
    return {
        row.unit.name: cell_of(row.items["IMC01"]).n
        for row in release.units.select_related("unit")
        if row.base is not None
    }


def test_small_school_and_its_partner_are_hidden_and_the_center_is_shown():
    given = administration()
    add_frame(given, ONE_CENTER)

    release = released(given)

    assert shown(release) == {"Network": 64, "A": 64, "D1": 45, "s45": 45}
    hidden = release.units.get(unit__name="s7")
    assert (hidden.base, hidden.items) == (None, {"IMC01": None})


def test_release_is_kept_when_it_is_asked_for_again(state_admin):
    given = administration()
    add_frame(given, ONE_CENTER)

    first = services.release_administration(given, by=state_admin.person)
    again = services.release_administration(given, by=None)

    assert again == first
    assert first.released_by == state_admin.person
    assert ReleasedUnit.objects.count() == 8
    assert [line.verb for line in Activity.objects.about(given)] == ["released"]


def test_administration_is_released_afterwards():
    given = administration()
    add_frame(given, ONE_CENTER)

    released(given)

    given.refresh_from_db()
    assert given.state == "released"


def test_open_administration_is_not_released():
    given = administration(state="open")

    with pytest.raises(services.NotClosed, match="Close it first"):
        released(given)


def test_release_waits_until_every_answer_is_counted():
    given = administration(is_settled=False)
    with pytest.raises(services.AnswersWaiting):
        released(given)


def test_release_waits_for_a_sealed_draft():
    given = administration()
    units = add_frame(given, ONE_CENTER)
    Draft.objects.create(
        administration=given, unit=units["s7"], token_hash="h", ciphertext=b"c", is_sealed=True
    )

    with pytest.raises(services.AnswersWaiting):
        released(given)
    assert not Release.objects.exists()


def test_roles_are_added_up():
    given = administration()
    units = add_frame(given, {"A": {"D": {"s": (20, 60)}}})
    tally(units["s"], 15, {"IMC01": (3, 2, 1, 4, 5)}, role=1)

    cell = cell_of(released(given).units.get(unit=units["s"]).items["IMC01"])

    assert cell.counts == [3, 12, 1, 14, 5]
    assert cell.n == 35


def test_skipped_and_does_not_apply_are_counted_apart():
    given = administration(instrument_version({**TIME, "IMC06": ("A5", "The help was useful.")}))
    Item.objects.filter(code="IMC06").update(has_does_not_apply=True)
    units = add_frame(given, {"A": {"D": {"s": (50, 60)}}})
    row = Tally.objects.get(unit=units["s"])
    row.counts[7:14] = [3, 4, 5, 6, 7, 8, 17]
    row.save()

    cell = cell_of(released(given).units.get(unit=units["s"]).items["IMC06"])

    assert (cell.n, cell.skipped, cell.na) == (30, 3, 17)


def test_facts_and_open_answers_get_no_figures():
    given = administration(
        instrument_version({**TIME, "ROLE": ("A5", "My role"), "IMC02": ("A5", "Colleagues")})
    )
    Item.objects.filter(code="ROLE").update(is_fact=True)
    Item.objects.create(
        section=Item.objects.first().section, code="WHY", position=9, wording="Why?", kind="text"
    )
    add_frame(given, {"A": {"D": {"s": (50, 60)}}})

    release = released(given)

    assert [item["code"] for item in release.items] == ["IMC01", "IMC02"]
    assert list(release.units.first().items) == ["IMC01", "IMC02"]


def test_items_are_kept_as_they_were_asked():
    given = administration()
    add_frame(given, ONE_CENTER)

    assert released(given).items == [
        {
            "code": "IMC01",
            "wording": "I have time during the school day to collaborate.",
            "labels": scale("A5").labels,
            "favorable": [4, 5],
            "any_favorable": [],
            "neutral": 3,
            "group": "core",
            "indicator": "",
            "section": "Conditions",
        }
    ]


def test_summary_counts_units_and_no_answers():
    given = administration()
    add_frame(given, ONE_CENTER)

    assert released(given).summary == {
        "network": {"all": 1, "shown": 1},
        "esc": {"all": 1, "shown": 1},
        "district": {"all": 3, "shown": 1},
        "school": {"all": 3, "shown": 1},
    }


def test_place_without_staff_is_absent_and_not_hidden():
    given = administration()
    add_frame(given, {"A": {"D": {"s": (50, 60)}, "E": {"closed": (0, 0)}}})

    assert not released(given).units.filter(unit__name__in=["E", "closed"]).exists()


def test_partner_is_chosen_by_staff_and_then_by_key():
    given = administration()
    add_frame(given, {"A": {"D": {"x": (7, 12), "c": (30, 40), "b": (35, 40), "d": (20, 50)}}})

    assert set(shown(released(given))) == {"Network", "A", "D", "c", "d"}


def test_nothing_stored_holds_a_planted_hidden_count():
    given = administration(threshold=8000)
    add_frame(given, {"A": {"D": {"s": (20_000, 30_000), "t": (7919, 9000), "u": (9_000, 9_500)}}})

    release = released(given)

    assert set(shown(release)) == {"Network", "A", "D", "s"}
    rows = [release, *release.units.all(), *Activity.objects.all()]
    stored = serializers.serialize("json", rows)
    assert "20000" in stored
    assert "7919" not in stored
    assert "9000" not in json.dumps([row.items for row in release.units.all()])


def test_finding_of_the_audit_stops_the_release():
    units = [Unit("network", None), Unit("s45", "network", 60), Unit("s7", "network", 11)]
    leaves = {
        name: LeafCounts(n, {"IMC01": ItemCounts((0, n - 5, 0, 5, 0))})
        for name, n in (("s45", 45), ("s7", 7))
    }
    right = build(units, leaves, [ItemSpec("IMC01", 5, frozenset({4, 5}))])
    school = right.units["network"]
    wrong = replace(right, units={**right.units, "s7": school})

    with pytest.raises(services.AuditStoppedRelease, match="s7: the recount") as stopped:
        services.refuse_findings(audit(wrong, units, leaves))
    assert stopped.value.findings
