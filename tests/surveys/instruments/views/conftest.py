"""Whoever edits forms, and a form to edit."""

import pytest

from tests.surveys.instruments.forms import form


@pytest.fixture
def draft():
    return form({"A": ["Q1", "Q2"], "B": ["Q3"]}, roles=["teacher", "leader"])


@pytest.fixture
def editor(signed_in, state_admin):
    return signed_in(state_admin)
