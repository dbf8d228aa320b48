"""The paper about a finished module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.links import shown
from core.pdf import pdf_of
from core.qr import svg_file_of
from core.templatetags.house import long_day
from network.models import StateAgency

if TYPE_CHECKING:
    from library.models import ModuleCompletion

OWN_PACE = "at one’s own pace, online"


def issuer() -> str:
    """Who says so: the network, by its name."""
    network = StateAgency.objects.order_by("pk").first()
    return network.network_name if network else "PL Network"


def certificate_pdf(completion: ModuleCompletion) -> bytes:
    """One page, with the address at which it can be checked."""
    address = shown(completion.address)
    day = long_day(completion.completed_at)
    data = {
        "heading": "Certificate of completion",
        "title": f"Certificate: {completion.title}",
        "author": issuer(),
        "name": str(completion.person),
        "did": "finished the module",
        "what": completion.title,
        "facts": [day, OWN_PACE],
        "hours": completion.hours,
        "issuer": issuer(),
        "issued": day,
        "code": svg_file_of(completion.address),
        "alt": f"QR code that leads to {address}",
        "address": address,
    }
    return pdf_of("certificate.typ", data)
