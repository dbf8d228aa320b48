"""The search for cycles is off inside and as before outside."""

import gc

import pytest

from core.collecting import collecting_later


def test_the_search_for_cycles_rests_and_goes_on_even_after_an_error():
    states = []

    @collecting_later()
    def fail():
        states.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert [*states, gc.isenabled()] == [False, True]


def test_one_inside_another_leaves_it_off():
    with collecting_later():
        with collecting_later():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
