"""A form that goes out as our own JSON comes back as it was, whatever it says."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from surveys.instruments.describing import description_of, json_of
from surveys.instruments.formats.own_json import read_own_json
from surveys.instruments.formats.report import Outcome
from surveys.instruments.models import Instrument, InstrumentVersion, Scale
from surveys.instruments.services import import_instrument
from tests.factories.surveys import shipped
from tests.surveys.instruments.formats.random_forms import forms


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms())
def test_our_own_json_brings_back_everything(form):
    Instrument.objects.all().delete()
    Scale.objects.all().delete()
    first = import_instrument(read_own_json(json.dumps(form).encode()), by=None)
    again = read_own_json(json_of(first).encode())
    Instrument.objects.all().delete()
    second = import_instrument(again, by=None)

    assert description_of(first_of(second)) == json.loads(json_of(second)) == form


def first_of(version):
    return InstrumentVersion.objects.get(pk=version.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["IMT", "ANS", "CVF"])
def test_shipped_forms_come_back_as_they_are(code):
    out = json_of(shipped(code))
    understood = read_own_json(out.encode())
    made = import_instrument(understood, code=f"{code}2", by=None)
    said = json.loads(out)

    assert description_of(made) == said | {"code": f"{code}2"}
    assert not understood.with_outcome(Outcome.LEFT_OUT)
