import datetime as dt

import pytest

from reports.findings import public_findings
from tests.reports.demo_network import DemoNetwork
from tests.surveys.results.administrations import add_frame, administration, released

pytestmark = pytest.mark.django_db


def test_released_findings_of_the_network_are_public(django_assert_num_queries):
    demo = DemoNetwork()
    demo.wave("spring_2024", "2023-24", dt.date(2024, 5, 3), cohort=demo.cohort)
    demo.convenings()

    found = [(one.value, one.text, one.base) for one in public_findings()]

    assert found == [
        (
            "97%–98%",
            "worked productively with their own design team",
            "300 answers, 3 convenings",
        ),
        (
            "85%–95%",
            "worked productively with teams from other schools",
            "300 answers, 3 convenings",
        ),
        (
            "44%",
            "have time during the school day to collaborate: less than half of those who answered",
            "482 of 700 staff in 17 schools, 95% interval 41.9–46.9",
        ),
    ]
    with django_assert_num_queries(0):  # kept for a minute
        public_findings()


def test_nothing_is_public_before_the_first_release():
    assert public_findings() == []


def test_a_network_too_small_to_be_shown_has_no_public_finding():
    given = administration()
    add_frame(given, {"E": {"D": {"s": (4, 12), "t": (5, 70)}}})
    released(given)

    assert public_findings() == []
