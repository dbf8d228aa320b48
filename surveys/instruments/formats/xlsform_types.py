"""The types of XLSForm questions: what we ask for each, and why some are not asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from surveys.instruments.models import Item

Kind = Item.Kind

_LIST = re.compile(
    r"(?P<verb>select one external|select one|select1|select multiple|select all that apply"
    r"|add select one prompt using|add select multiple prompt using|rank)"
    r"(?: from)? (?P<list>\S+?)(?P<other> or (?:specify )?other)?\Z",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?P<verb>begin|end) ?(?P<frame>group|repeat|loop)(?: over (?P<list>\S+))?\Z", re.IGNORECASE
)
SEVERAL = ("select multiple", "select all that apply", "add select multiple prompt using")
WHOLE = ("integer", "int", "number", "add integer prompt", "number of days in last month")
WORDS = ("text", "string", "q string", "add text prompt", "email", "phone number", "url")
# What we ask in a few words, since we have no such answer.
NEAR = {
    "decimal": "a number with decimals",
    "add decimal prompt": "a number with decimals",
    "date": "a date",
    "time": "a time",
    "datetime": "a date and time",
    "barcode": "a barcode",
}
NOTES = ("note", "add note prompt")
PLACES = ("geopoint", "geotrace", "geoshape", "location", "gps", "osm")
MEDIA = ("image", "photo", "audio", "video", "file", "background audio", "signature", "draw")
BEHIND = (
    "start", "end", "today", "deviceid", "device id", "subscriberid", "simserial", "imei",
    "phonenumber", "username", "email", "audit", "start geopoint", "get start time",
    "get end time", "get today", "get device id", "uri:deviceid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """A begin or end of a group, a repeat or a loop."""

    begins: bool
    frame: str
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class ListType:
    """A question with a list of answers."""

    kind: str
    list_name: str
    has_other: bool
    is_external: bool


def frame_of(said: str) -> Frame | None:
    """Of a row that begins or ends a group."""
    match = _FRAME.match(" ".join(_with_spaces(said)))
    if match is None:
        return None
    return Frame(match["verb"].lower() == "begin", match["frame"].lower(), match["list"] or "")


def list_type_of(said: str) -> ListType | None:
    """Of a row that offers a list of answers; None for ranking, which we do not have."""
    match = _LIST.match(" ".join(_with_spaces(said)))
    if match is None or match["verb"].lower() == "rank":
        return None
    verb = match["verb"].lower()
    kind = Kind.SEVERAL if verb in SEVERAL else Kind.CHOICE
    return ListType(kind, match["list"], match["other"] is not None, verb.endswith("external"))


def why_not(said: str) -> str:
    """Why a type is not asked."""
    type_ = _plain(said)
    if type_.partition(" ")[0] in PLACES:
        return "We ask for no places on a map."
    if type_ in MEDIA:
        return "We take no pictures, recordings or files as answers."
    if type_ in BEHIND:
        return "We record nothing that the respondent does not see."
    if type_.startswith("rank"):
        return "We have no ranking."
    if type_ in ("calculate", "hidden"):
        return "We calculate nothing behind the answers."
    if "from file" in type_:
        return "Its answers are in another file."
    if type_ in ("acknowledge", "trigger"):
        return "We have no question that only confirms something was read."
    if type_.endswith(("external", "dataset")):
        return "It is another file beside the form."
    return "We know no question of this type."


def _plain(said: str) -> str:
    return re.sub(r"[\s_-]+", " ", said.strip()).casefold()


def plain_type(said: str) -> str:
    """ "begin_group" and "Begin  group" are the same type."""
    return _plain(said)


def _with_spaces(said: str) -> list[str]:
    """The words of a type, its underscores as spaces, but the name of the list as it stands."""
    words = said.split()
    if not words:
        return []
    if words[0].casefold().startswith(("select_", "begin_", "end_")):
        words[0] = words[0].replace("_", " ")
    return [word.replace("or_other", "or other") for word in words]
