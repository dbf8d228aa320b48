"""What must not be written to a log: the addresses of survey links and invitations."""

import logging
import re

SECRET_PATHS = re.compile(
    r"/(answer|calendars|codes|join|offered-place|open|place|unsubscribe|welcome)/[^\s/?\"']+"
)


class HideSecretLinks(logging.Filter):
    """Replaces the token in a survey or invitation address by dots."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = SECRET_PATHS.sub(r"/\1/…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
