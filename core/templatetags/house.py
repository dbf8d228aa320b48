"""How dates, moments, percents and icons are written, everywhere the same (design.md 8 and 9)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language

from core import clock

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the USWDS sprite, always beside a word, so hidden from screen readers."""
    return format_html(
        '<svg class="pl-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/uswds/img/sprite.svg"),
        name,
    )


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Written "Dec 15", with the year when it is not this year."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    year = "" if date.year == clock.today().year else f", {date.year}"
    return f"{date:%b} {date.day}{year}"


@register.filter
def long_day(value: dt.date | dt.datetime | None) -> str:
    """Written "December 15, 2023", in Spanish "15 de diciembre de 2023"."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    if get_language() == "es":
        return date_format(date, r"j \d\e F \d\e Y")
    return f"{date:%B} {date.day}, {date.year}"


@register.filter
def clock_time(value: dt.datetime) -> str:
    """Written "3:15 PM EST", in the network's zone by name; in Spanish "3:15 p. m. EST"."""
    local = timezone.localtime(value)
    half = f"{local:%p}"
    if get_language() == "es":
        half = f"{half[0].lower()}. m."
    return f"{local.hour % 12 or 12}:{local:%M} {half} {local:%Z}"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Written "Dec 15, 2023, 3:15 PM EST"."""
    return "" if value is None else f"{day(value)}, {clock_time(value)}"


@register.filter
def initials(name: object) -> str:
    """The two letters "RO" for Renata Okafor."""
    return "".join(part[0] for part in str(name).split()[:2]).upper()


@register.filter
def due_tone(due: dt.date) -> str:
    """The tone of the chip beside a due date: late once it has passed, else due."""
    return "late" if due < clock.today() else "due"


@register.filter
def due_words(due: dt.date) -> str:
    """Written "2 days overdue", "Due today" or "Due Dec 18"."""
    days = (clock.today() - due).days
    if days > 0:
        return f"{days} day{'' if days == 1 else 's'} overdue"
    return "Due today" if days == 0 else f"Due {day(due)}"


@register.filter
def in_section(url_name: str, section: str) -> bool:
    """Whether a place of the navigation belongs to the section that the page is in."""
    return bool(section) and (url_name == section or url_name.startswith(f"{section}:"))
