"""Everything that changes instruments."""

from surveys.instruments.services.decisions import decide
from surveys.instruments.services.form_files import BadForm, UnknownReference
from surveys.instruments.services.freezing import freeze
from surveys.instruments.services.holding import stamp_of
from surveys.instruments.services.importing import check_import, import_instrument
from surveys.instruments.services.instruments import (
    archive_instrument,
    clone_instrument,
    edit_form,
    new_instrument,
    new_version,
    restore_instrument,
)
from surveys.instruments.services.items import add_item, code_is_fixed, copy_item, edit_item
from surveys.instruments.services.lists import add_list, edit_list
from surveys.instruments.services.loading import load_form, load_instruments, shipped_numbers
from surveys.instruments.services.order import move_item, put_back, remove_item, step
from surveys.instruments.services.sections import (
    add_section,
    edit_section,
    move_section,
    remove_section,
)
from surveys.instruments.services.variants import codes_of, make_variant

__all__ = [
    "BadForm",
    "UnknownReference",
    "add_item",
    "add_list",
    "add_section",
    "archive_instrument",
    "check_import",
    "clone_instrument",
    "code_is_fixed",
    "codes_of",
    "copy_item",
    "decide",
    "edit_form",
    "edit_item",
    "edit_list",
    "edit_section",
    "freeze",
    "import_instrument",
    "load_form",
    "load_instruments",
    "make_variant",
    "move_item",
    "move_section",
    "new_instrument",
    "new_version",
    "put_back",
    "remove_item",
    "remove_section",
    "restore_instrument",
    "shipped_numbers",
    "stamp_of",
    "step",
]
