"""Two who bring the same file in at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from surveys.collection.models import Administration, Response
from surveys.collection.refusals import CannotBringIn
from surveys.collection.services.arrivals import Source, bring_in
from tests.surveys.collection.arrivals.forms import a_form, a_map, written


@pytest.mark.django_db(transaction=True)
def test_the_same_file_at_the_same_moment_is_brought_in_once(tmp_path):
    path = written(tmp_path, [["q1", "q2", "q3"], ["1", "2", "3"], ["2", "2", "2"]])
    form = a_form()

    def bring(_):
        try:
            bring_in(form, Source(path, path.name), a_map(), by=None)
        except CannotBringIn as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(4) as people:
        told = sorted(people.map(bring, range(4)))

    assert told[0] == ""
    assert all("brought in before" in words for words in told[1:])
    assert (Administration.objects.count(), Response.objects.count()) == (1, 2)
