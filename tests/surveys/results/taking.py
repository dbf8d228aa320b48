"""Taking rows as an evaluator does: asking for the file, waiting for the worker, fetching it."""

import csv
import io
import zipfile

from django.urls import reverse
from python_calamine import CalamineWorkbook

from network import tasks
from tests.test_every_door import knocking


def asked(user, agreement, survey, form="csv", shape="wide"):
    """The answer to asking."""
    address = reverse("surveys:extract-take", args=[agreement.pk, survey.pk])
    return knocking(user).post(address, {"format": form, "shape": shape})


def fetched(user, agreement, survey, form="csv", shape="wide"):
    """The answer to fetching the file, once it is made; the refusal where there is none."""
    answer = asked(user, agreement, survey, form, shape)
    if answer.status_code != 302:
        return answer
    tasks.take_up.run()
    return knocking(user).get(f"{answer.url}file/")


def unpacked(response):
    """What lies in a package, by name."""
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as package:
        return {name: package.read(name) for name in package.namelist()}


def read_csv(content):
    """The lines of a CSV as dictionaries."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheet(content):
    """The lines of a workbook's first sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
