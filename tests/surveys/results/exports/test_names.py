"""Names that every program takes, and none twice."""

import re

from hypothesis import given
from hypothesis import strategies as st

from surveys.results.exports.names import SPSS_WORDS, fitting


def test_usual_codes_stay_what_they_are():
    assert fitting(["IMT11", "Q2_1", "role"]) == ["IMT11", "Q2_1", "role"]


def test_what_programs_cannot_take_is_changed_and_never_doubled():
    assert fitting(["1-by", "all", "role", "ROLE", "a-b", "a_b"]) == [
        *["v1_by", "all_q", "role", "ROLE_2", "a_b", "a_b_2"],
    ]


@given(st.lists(st.text(max_size=80)))
def test_whatever_the_codes_the_names_fit(codes):
    names = fitting(codes)

    assert len(names) == len(codes)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name)
        assert name.lower() not in SPSS_WORDS
