"""Answers of elsewhere become a survey of their own."""

import pytest

from surveys.collection.models import Administration, Response, ScaleTally, Tally
from surveys.collection.recount import recount
from surveys.collection.refusals import CannotBringIn, ModeDoesNotFit
from surveys.collection.services.arrivals import Source, bring_in, dry_run
from surveys.instruments.models import Instrument
from tests.factories.network import SchoolFactory
from tests.surveys.collection.arrivals.forms import a_form, a_map, written

pytestmark = pytest.mark.django_db

HEAD = ["q1", "q2", "q3"]


def look(path, told=None, **more):
    return dry_run(a_form(**more), Source(path, path.name), told or a_map())


def bring(path, told=None, **more):
    return bring_in(a_form(**more), Source(path, path.name), told or a_map(), by=None)


def test_rows_become_answers_of_a_closed_and_settled_survey(tmp_path):
    rows = [HEAD, ["1", "4", ""], ["strongly  AGREE", "Disagree", "3"], ["", "", ""]]

    administration, report = bring(written(tmp_path, rows))

    assert (report.rows, report.counted) == (2, 2)  # a line without a word is no row
    assert (administration.state, administration.is_settled) == ("closed", True)
    assert administration.imported_from == "answers.csv"
    assert sorted(Response.objects.values_list("answers", flat=True)) == [[1, 4, 0], [4, 2, 3]]
    assert Tally.objects.get().submitted == 2
    assert recount(administration) == []


def test_a_dry_run_writes_nothing_and_says_what_would_come(tmp_path):
    path = written(tmp_path, [HEAD, ["1", "2", "3"], ["NA", "NA", "NA"], ["5", "2", "1"]])

    report = look(path)

    assert (report.counted, report.blank.rows, report.faulty.rows) == (1, [3], [4])
    [fault] = report.faults
    assert (fault.row, fault.column, fault.value) == (4, "q1", "5")
    assert "1 Strongly disagree" in fault.reason
    assert not Administration.objects.exists()


def test_the_same_file_is_refused_the_second_time(tmp_path):
    path = written(tmp_path, [HEAD, ["1", "2", "3"]])
    bring(path)

    with pytest.raises(CannotBringIn, match="brought in before"):
        bring(path)
    assert Response.objects.count() == 1


def test_marks_of_no_answer_mean_what_the_map_says(tmp_path):
    rows = [HEAD, ["NA", "1", "-9"], ["2", "X", "NA"]]
    told = a_map(missing={"skipped": ["NA"], "not asked": ["-9", "x"]})

    _, report = bring(written(tmp_path, rows), told)

    assert sorted(Response.objects.values_list("answers", flat=True)) == [[0, 1, -1], [2, -1, 0]]
    assert report.missing["BRT3"] == {"-9 = not asked": 1, "NA = skipped": 1}


def test_items_outside_the_map_were_not_asked_and_turned_values_are_turned_back(tmp_path):
    told = a_map(items={"BRT2": {"column": "q2", "reversed": True}})

    _, report = bring(written(tmp_path, [HEAD, ["1", "4", ""], ["", "2", ""]]), told)

    assert sorted(Response.objects.values_list("answers", flat=True)) == [[-1, 1, -1], [-1, 3, -1]]
    assert (report.not_asked, report.unused) == (["BRT1", "BRT3"], ["q1", "q3"])


def test_rows_go_to_their_schools_and_weights_are_kept(tmp_path):
    school = SchoolFactory(irn="004567")
    rows = [[*HEAD, "irn", "w"], ["1", "2", "3", "OH-004567", "1.5"], ["1", "2", "3", "4567", ""]]
    told = a_map(unit={"column": "irn", "by": "irn", "staff": {"004567": 30}}, weight="w")

    administration, report = bring(written(tmp_path, rows), told)

    assert [fault.reason for fault in report.faults] == [
        "The IRN has 4 digits, needs 6. Spreadsheets drop leading zeros; did you mean 004567?"
    ]
    response = Response.objects.get()
    assert (response.unit.organization_id, response.weight) == (school.pk, 1.5)
    assert response.unit.staff == 30
    assert administration.units.get(kind="network").staff == 30


def test_lost_zeros_are_put_back_where_the_map_says_so(tmp_path):
    SchoolFactory(irn="004567")
    rows = [[*HEAD, "irn"], ["1", "2", "3", "4567"]]
    told = a_map(unit="irn", put_zeros_back=True)

    _, report = bring(written(tmp_path, rows), told)

    assert (report.counted, report.repaired.rows) == (1, [2])


def test_people_with_several_rows_are_told_by_row_and_kept_nowhere(tmp_path):
    rows = [[*HEAD, "who"], *([["1", "2", "3", who] for who in ("a", "b", "a", "", "NA", "a")])]

    report = look(written(tmp_path, rows), a_map(person="who"))

    assert (report.several, report.counted) == ([[2, 4, 7]], 6)
    first = look(written(tmp_path, rows), a_map(person="who", several_rows="first"))
    assert first.counted == 4


def test_everything_wrong_with_a_map_is_said_at_once(tmp_path):
    path = written(tmp_path, [["Q1 pre", "q2"], ["1", "2"]])

    with pytest.raises(CannotBringIn) as refusal:
        look(path)
    assert "no column “q1”. Perhaps “Q1 pre”" in str(refusal.value)
    assert "no column “q3”" in str(refusal.value)

    with pytest.raises(CannotBringIn) as refusal:
        look(path, a_map(items={"ZZZ": "q1", "BRT1": {"colum": "q1"}}, mode="secret"))
    for words in ("no item ZZZ", "BRT1 needs a column", "“mode” is one of"):
        assert words in str(refusal.value)


def test_scales_are_counted_too(tmp_path):
    items = [{"code": code, "construct": "One"} for code in ("BRT1", "BRT2", "BRT3")]

    administration, _ = bring(written(tmp_path, [HEAD, ["1", "2", "3"]]), items=items)

    assert ScaleTally.objects.exists()
    assert recount(administration) == []


def test_a_dry_run_tells_what_would_be_refused_at_the_end(tmp_path):
    SchoolFactory(irn="004567")
    path = written(tmp_path, [[*HEAD, "irn"], ["1", "2", "3", "004567"], ["1", "", "", "004567"]])
    told = a_map(unit={"column": "irn", "by": "irn", "staff": {"004567": 1}})

    with pytest.raises(CannotBringIn, match="1 were asked, and 2 answered"):
        look(path, told)
    Instrument.objects.update(is_anonymous_only=True)
    with pytest.raises(ModeDoesNotFit):
        look(path, a_map(mode="identified"))


def test_self_made_codes_are_kept_as_our_own_pages_keep_them(tmp_path):
    items = ["BRT1", {"code": "OWN", "kind": "short", "is_link_code": True}]
    told = a_map(items={"BRT1": "q1", "OWN": "own"})
    rows = [["q1", "own"], ["1", "ab-12 é"], ["2", "--"]]

    bring(written(tmp_path, rows), told, items=items)

    assert sorted(map(str, Response.objects.values_list("texts", flat=True))) == [
        "{'OWN': 'AB12E'}",
        "{}",
    ]
