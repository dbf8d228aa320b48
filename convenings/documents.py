"""Papers about hours, as tagged PDF: a certificate, and a transcript of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import clock
from core.links import shown
from core.pdf import pdf_of
from core.qr import svg_file_of
from core.templatetags.house import long_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenings.models import Certificate
    from convenings.pages.hours import Transcript

HEADINGS = ["Date", "Convening or module", "Place", "Contact hours", "Issued by", "Check at"]


def certificate_pdf(certificate: Certificate) -> bytes:
    """One page, with the address at which it can be checked."""
    address = shown(certificate.address)
    data = {
        "heading": "Certificate of attendance",
        "title": f"Certificate: {certificate.title}",
        "author": certificate.issuer,
        "name": certificate.name,
        "did": "was at",
        "what": certificate.title,
        "facts": [long_day(certificate.held_on), certificate.place],
        "hours": certificate.hours,
        "issuer": certificate.issuer,
        "issued": long_day(certificate.issued_at),
        "code": svg_file_of(certificate.address),
        "alt": f"QR code that leads to {address}",
        "address": address,
    }
    return pdf_of("certificate.typ", data)


def transcript_pdf(transcript: Transcript) -> bytes:
    """All certificates of a cycle as a table."""
    data = {
        "title": f"Contact hours of {transcript.name}",
        "author": "PL Network",
        "name": transcript.name,
        "period": transcript.period,
        "hours": transcript.hours,
        "made": long_day(clock.today()),
        "rows": [
            [
                long_day(one.held_on),
                one.title,
                one.issuer,
                one.hours,
                shown(one.address),
            ]
            for one in transcript.certificates
        ],
    }
    return pdf_of("convenings/transcript.typ", data)


def transcript_rows(transcript: Transcript) -> Iterator[list[object]]:
    """The same as lines of a table, the head first."""
    yield list(HEADINGS)
    for one in transcript.certificates:
        day = one.held_on.isoformat()
        yield [day, one.title, one.place, one.hours, one.issuer, one.address]
