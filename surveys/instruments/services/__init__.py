"""Everything that changes instruments."""

from surveys.instruments.services.freezing import freeze
from surveys.instruments.services.loading import UnknownReference, load_form, load_instruments

__all__ = ["UnknownReference", "freeze", "load_form", "load_instruments"]
