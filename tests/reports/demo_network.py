"""The demo network's counts as released waves, written straight into tallies: only tests may.

The site's own demo records real responses; here the figures of domain.md I are checked fast.
"""

import datetime as dt
import json
from pathlib import Path

from core import clock
from surveys.collection.models import FrameUnit
from surveys.instruments.models import Instrument, InstrumentVersion
from surveys.instruments.services import load_form, load_instruments
from tests.factories.cohorts import CohortFactory, DesignTeamFactory, EnrollmentFactory
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    PersonFactory,
    SchoolFactory,
    ServiceCenterFactory,
)
from tests.surveys.results.administrations import administration, network_unit, released, tally

from convenings.models import Attendance, Convening, Session  # isort: skip

PROJECT = Path(__file__).parents[2]
DEMO = json.loads((PROJECT / "plnetwork" / "demo" / "network.json").read_text("utf-8"))
EXPECTED = DEMO["expected"]


class DemoNetwork:
    """Centers, districts and schools by key, one cohort, and what was surveyed and held."""

    def __init__(self):
        load_instruments()
        self.centers = {
            one["key"]: ServiceCenterFactory(name=one["name"], irn=one["irn"])
            for one in DEMO["service_centers"]
        }
        self.districts, self.district_center, self.schools = {}, {}, {}
        for one in DEMO["districts"]:
            typology = str(one["typology_2013"] or "")
            district = DistrictFactory(name=one["name"], irn=one["irn"], typology=typology)
            AlignmentFactory(district=district, service_center=self.centers[one["esc"]])
            self.districts[one["key"]] = district
            self.district_center[one["key"]] = one["esc"]
        self.school_district = {}
        for one in DEMO["schools"]:
            agency = self.districts[one["district"]]
            self.schools[one["key"]] = SchoolFactory(
                name=one["name"], irn=one["irn"], agency=agency
            )
            self.school_district[one["key"]] = one["district"]
        self.cohort = CohortFactory(
            name="LAUNCH cohort 2",
            starts_on=dt.date(2023, 8, 1),
            ends_on=dt.date(2025, 6, 30),
            home=self.centers["maple_fork"],
        )
        for one in DEMO["teams"]:
            EnrollmentFactory(cohort=self.cohort, school=self.schools[one["school"]])

    def wave(self, name, school_year, closes_on, **fields):
        """One spring's implementation survey, counted and released."""
        survey = DEMO["surveys"][name]
        given = administration(
            self._version(survey["items"]),
            title=survey["title"],
            wave=name.replace("_", " "),
            school_year=school_year,
            closes_at=clock.on_day(closes_on),
            **fields,
        )
        self.frame(given, survey["schools"])
        with clock.at(dt.datetime.fromisoformat(survey["released"])):
            given.released_now = released(given)
        return given

    def _version(self, codes):
        whole = json.loads(
            (PROJECT / "surveys" / "instruments" / "data" / "imt.json").read_text("utf-8")
        )
        first = whole["versions"][0]
        if len(codes) == 29:
            return InstrumentVersion.objects.get(instrument__code="IMT", number=1)
        number = Instrument.objects.get(code="IMT").versions.count() + 1
        sections = [
            {**part, "items": [item for item in part["items"] if item["code"] in codes]}
            for part in first["sections"]
        ]
        asked = [part for part in sections if part["items"]]
        described = {**first, "number": number, "sections": asked}
        return load_form({**whole, "versions": [described]})

    def frame(self, given, schools):
        """The tree of the surveyed schools, with their tallies."""
        top, units = network_unit(given), {}
        for key, own in schools.items():
            district = self.districts[self.school_district[key]]
            center = self.centers[self.district_center[self.school_district[key]]]
            above = self._unit(units, given, "esc", center, top)
            above = self._unit(units, given, "district", district, above, district.typology)
            unit = self._unit(
                units, given, "school", self.schools[key], above, district.typology, own["staff"]
            )
            tally(unit, own["submitted"], own["items"])
        given.frame_units = units

    @staticmethod
    def _unit(units, given, kind, place, parent, typology="", staff=0):
        known = units.get(place.pk)
        if known is None:
            known = units[place.pk] = FrameUnit.objects.create(
                administration=given,
                kind=kind,
                key=place.irn,
                name=place.name,
                parent=parent,
                organization=place.organization_ptr,
                typology=typology,
                staff=staff,
            )
        return known

    def convenings(self):
        """Three convenings with everybody who came, and their released feedback."""
        held = [one for one in DEMO["convenings"] if "feedback" in one]
        teams = {
            one["id"]: DesignTeamFactory(cohort=self.cohort, school=self.schools[one["school"]])
            for one in DEMO["teams"]
        }
        sessions = {}
        for one in held:
            sessions[str(one["number"])] = self._convening(one)
        people = []
        for row in DEMO["educators"]["rows"]:
            person = PersonFactory(first_name=row[1].split()[0], last_name=row[0])
            people += [
                Attendance(session=sessions[number], person=person, team=teams[row[2]])
                for number in row[4]
            ]
        Attendance.objects.bulk_create(people)

    def _convening(self, one):
        convening = Convening.objects.create(
            cohort=self.cohort, number=one["number"], topic=one["topic"]
        )
        first = one["sessions"][0]
        starts_at = clock.on_day(dt.date.fromisoformat(first["date"]))
        session = Session.objects.create(
            convening=convening,
            region=first["region"],
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=6),
        )
        given = administration(
            InstrumentVersion.objects.get(instrument__code="CVF", number=1),
            title=f"Feedback on convening {one['number']}",
            purpose="convening",
            cohort=self.cohort,
            school_year="2023-24",
            closes_at=starts_at + dt.timedelta(days=26),
        )
        unit = FrameUnit.objects.create(
            administration=given,
            kind="session",
            key="session-1",
            name=first["region"],
            parent=network_unit(given),
            staff=one["invited"],
        )
        answers = {code: v[:4] for code, v in one["feedback"].items() if code != "columns"}
        tally(unit, one["submitted"], answers)
        released(given)
        return session
