"""Where the demo's schools are: invented counties at invented places, so that there is a map.

The book names regions and no places. These lie as the regions do; a school stands a little away
from the middle of its district.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from network.models import District, School

if TYPE_CHECKING:
    from plnetwork.demo.stage import Stage

# District: county, latitude, longitude.
PLACES = {
    "fallow_creek_local": ("Fallow County", "41.02", "-83.65"),
    "kettle_run_local": ("Fallow County", "40.88", "-83.42"),
    "marlow_exempted_village": ("Marlow County", "40.71", "-82.88"),
    "cutler_ridge_local": ("Cutler County", "39.41", "-81.72"),
    "bramble_hollow_local": ("Bramble County", "39.12", "-82.31"),
    "old_ferry_exempted_village": ("Old Ferry County", "38.86", "-82.05"),
    "penny_mill_local": ("Penny Mill County", "39.86", "-84.52"),
    "larkfield_city": ("Larkfield County", "39.55", "-84.21"),
    "sycamore_gap_local": ("Sycamore County", "39.21", "-83.78"),
    "tollgate_local": ("Tollgate County", "41.33", "-82.61"),
    "orchard_valley_local": ("Orchard County", "41.18", "-81.91"),
    "harbor_point_city": ("Harbor County", "41.58", "-81.35"),
    "gull_shore_city": ("Harbor County", "41.71", "-81.02"),
    "dunmore_city": ("Dunmore County", "40.79", "-81.43"),
    "lock_nine_local": ("Lock Nine County", "40.42", "-81.58"),
    "lantern_community_school_district": ("Dunmore County", "40.84", "-81.31"),
}
STEP = Decimal("0.035")  # degrees between two schools of a district, about two miles


def place_organizations(stage: Stage) -> None:
    """Give districts and schools a county, and schools their coordinates."""
    for key, (county, latitude, longitude) in PLACES.items():
        district = stage.districts[key]
        District.objects.filter(pk=district.pk).update(county=county)
        for number, school in enumerate(district.schools.order_by("pk")):
            School.objects.filter(pk=school.pk).update(
                county=county,
                latitude=Decimal(latitude) + STEP * number,
                longitude=Decimal(longitude) - STEP * number,
            )
