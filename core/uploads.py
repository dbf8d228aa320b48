"""A limit on what may be sent at all, kept before anything is written to disk.

Django bounds fields, not files: without this anybody, signed in or not, could fill the disk by
posting a file to any form.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from collections.abc import Mapping

# A file a little too large still reaches the form, which says so in better words.
MARGIN = 5 * 1024 * 1024


class WithinLimit(FileUploadHandler):
    """Refuses a body larger than any form takes; the handlers after it keep the file."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: Mapping[str, Any],  # noqa: N803  the name that Django gives it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Before the first byte is read."""
        if content_length > settings.UPLOAD_LIMIT_BYTES + MARGIN:
            raise RequestDataTooBig("The body is larger than any form takes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass it on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the others."""
