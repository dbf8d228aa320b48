import pytest

from surveys.results.words.coder_agreement import TagAgreement, agreement_by_tag, in_all


def test_the_textbook_example_of_50_judgments():
    # Both yes 20, both no 15: observed 0.7, expected 0.5, so (0.7 - 0.5) / (1 - 0.5).
    row = TagAgreement("time", both=20, only_first=5, only_second=10, neither=15)

    assert row.judgments == 50
    assert row.percent == 70
    assert row.kappa == pytest.approx(0.4)
    assert (row.kappa_words, row.size_words) == ("0.40", "fair")


@pytest.mark.parametrize(
    ("cells", "kappa", "words"),
    [
        ((20, 0, 0, 20), "1.00", "almost perfect"),
        ((18, 2, 2, 18), "0.80", "substantial"),
        ((10, 10, 10, 10), "0.00", "no better than chance"),
        ((0, 20, 20, 0), "−1.00", "no better than chance"),
        ((3, 0, 0, 3), "1.00", "almost perfect; few judgments"),
        ((0, 0, 0, 40), "not defined", "both gave it always, or never"),
        ((0, 0, 0, 0), "not defined", "nothing coded by both"),
    ],
)
def test_its_size_is_said_with_care(cells, kappa, words):
    row = TagAgreement("time", *cells)

    assert (row.kappa_words, row.size_words) == (kappa, words)


def test_high_percent_can_go_with_low_kappa():
    row = TagAgreement("time", both=0, only_first=2, only_second=3, neither=45)

    assert (row.percent, row.size_words) == (90, "no better than chance")


def test_only_answers_that_both_coded_count():
    first = {"a": {1}, "b": {1, 2}, "c": {2}}
    second = {"b": {1}, "c": set(), "d": {1}}

    time, trust = agreement_by_tag({1: "time", 2: "trust"}, first, second)

    assert (time.both, time.only_first, time.only_second, time.neither) == (1, 0, 0, 1)
    assert (trust.both, trust.only_first, trust.only_second, trust.neither) == (0, 2, 0, 0)
    assert in_all([time, trust]) == TagAgreement("All tags", 1, 2, 0, 1)


def test_nothing_coded_by_both_has_no_percent():
    assert in_all([]).percent is None
