"""The counties of the demo, invented like everything else in it; the book names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.models import Organization

if TYPE_CHECKING:
    from plnetwork.demo.stage import Stage

COUNTIES = {
    "fallow_creek_local": "Fallow County",
    "kettle_run_local": "Fallow County",
    "marlow_exempted_village": "Marlow County",
    "cutler_ridge_local": "Cutler County",
    "bramble_hollow_local": "Bramble County",
    "old_ferry_exempted_village": "Old Ferry County",
    "penny_mill_local": "Penny Mill County",
    "larkfield_city": "Larkfield County",
    "sycamore_gap_local": "Sycamore County",
    "tollgate_local": "Tollgate County",
    "orchard_valley_local": "Orchard County",
    "harbor_point_city": "Harbor County",
    "gull_shore_city": "Harbor County",
    "dunmore_city": "Dunmore County",
    "lock_nine_local": "Lock Nine County",
    "lantern_community_school_district": "Dunmore County",
}


def name_counties(stage: Stage) -> None:
    """Districts and their schools get the county; where schools lie says planning.py."""
    for key, county in COUNTIES.items():
        district = stage.districts[key]
        of_county = [district.pk, *district.schools.values_list("pk", flat=True)]
        Organization.objects.filter(pk__in=of_county).update(county=county)
