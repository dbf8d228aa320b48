"""Imports of the real files, where they lie beside the checkout."""

from pathlib import Path

import pytest

from network.models import District, Organization, School, ServiceCenter
from network.services import directory_import as imports
from network.services.directory_import import Source, import_files
from tests.network.imports import counts, run

SPECIMENS = Path(__file__).parents[4] / "shared" / "data" / "directory"


def specimen(name):
    if not (SPECIMENS / name).exists():
        pytest.skip(f"{name} does not lie beside the checkout")
    return (SPECIMENS / name).read_bytes()


@pytest.mark.specimens
def test_service_centers_of_2023_are_fifty_one(db):
    report = run(specimen("oh_esc_2023_derived.csv"))

    assert (counts(report), report.faulty) == ((51, 0, 0, 0), [])
    assert (ServiceCenter.objects.count(), District.objects.count()) == (51, 0)
    assert ServiceCenter.objects.get(name="Midwest Regional ESC").irn == "014777"


@pytest.mark.specimens
def test_the_state_of_2019_is_imported_whole_and_twice(db):
    sources = [
        Source("schools.csv", specimen("oh_nces_school_directory_2019.csv")),
        Source("ccd.csv", specimen("oh_ccd-lea-directory_to_2019.csv")),
    ]

    first = import_files(sources, year=2019, commit=True)
    second = import_files(sources, year=2019, commit=True)

    assert [counts(report) for report in first] == [(1055, 0, 0, 0), (3597, 0, 0, 0)]
    assert [counts(report) for report in second] == [(0, 0, 0, 1055), (0, 0, 0, 3597)]
    assert [report.faulty for report in (*first, *second)] == [[], [], [], []]
    assert School.objects.values("agency").distinct().count() == 1000
    assert Organization.objects.filter(irn__startswith="0").count() == 963


@pytest.mark.specimens
def test_service_centers_stay_what_they_are_in_the_list_of_2019(db):
    run(specimen("oh_esc_2023_derived.csv"))
    source = Source("ccd.csv", specimen("oh_ccd-lea-directory_to_2019.csv"))

    (report,) = import_files([source], year=2019, commit=True)

    assert sum(report.counts.values()) == 1055
    assert (report.counts["added"], report.faulty) == (1004, [])
    known = [line for line in report.unconfirmed if line["is_known"]]
    assert (len(known), len(report.unconfirmed)) == (51, 101)


@pytest.mark.specimens
def test_restaurants_are_refused_for_their_header(db):
    with pytest.raises(imports.files.WrongHeader, match="rownames, restaurant"):
        run(specimen("quirk_latin1_openintro_nyc.csv"))


@pytest.mark.specimens
def test_the_list_of_2019_after_that_of_2018(db):
    content = specimen("oh_ccd-lea-directory_to_2019.csv")

    def load(year, **options):
        (report,) = import_files([Source("ccd.csv", content)], year=year, **options)
        return report

    assert counts(load(2018, commit=True)) == (1074, 0, 0, 0)
    tried = load(2019, commit=False)
    report = load(2019, commit=True)

    told = {what: report.counts[what] for what in ("added", "vanished", "renamed")}
    assert told == {"added": 10, "vanished": 29, "renamed": 16}
    assert report.counts["status_changed"] == 28
    assert (report.rows, len(report.vanished), report.faulty) == (1055, 29, [])
    assert tried.as_dict() == report.as_dict()
    again = load(2019, commit=True)
    assert (counts(again), again.counts["vanished"]) == ((0, 0, 0, 1055), 29)
