import logging

import pytest

from core.logs import HideSecretLinks


@pytest.mark.parametrize("door", ["answer", "join", "open", "welcome"])
def test_no_token_of_a_personal_link_gets_into_a_log(door):
    record = logging.LogRecord("x", 30, "", 1, '"GET /%s/se.cret/ HTTP/1.1"', (door,), None)

    HideSecretLinks().filter(record)

    assert record.getMessage() == f'"GET /{door}/…/ HTTP/1.1"'
