"""Every component once, with invented data: the page to copy from and to test the look with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import charts, clock, drawing, offers
from core.forms import DateInput

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AGREEMENT = charts.Scale(
    ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), agree=2, neutral=True
)
FREQUENCY = charts.Scale(("Never", "A few times a year", "Monthly", "Weekly", "Most days"), agree=2)
SWATCHES = (
    ("pl-ink", "Ink", "#17212b · 16.3:1"),
    ("pl-ink-2", "Ink 2", "#4d5762 · 7.4:1"),
    ("pl-ink-3", "Ink 3", "#626b75 · 5.4:1"),
    ("pl-line-2", "Control line", "#868d95 · 3.4:1"),
    ("pl-accent", "Accent", "#0b5c5a · 7.8:1"),
    ("pl-accent-dark", "Accent dark", "#063f3e · 11.7:1"),
    ("pl-amber", "Amber", "#7a4b00 · 7.4:1"),
    ("pl-red", "Red", "#a1261b · 7.5:1"),
    ("pl-sd", "Strongly disagree", "#8f4318 · 7.0:1"),
    ("pl-d", "Disagree", "#c47d48 · 3.3:1"),
    ("pl-n", "Neither", "#b9bbb6 · 1.9:1"),
    ("pl-a", "Agree", "#4d988e · 3.4:1"),
    ("pl-sa", "Strongly agree", "#0b5c5a · 7.8:1"),
)


@dataclass(frozen=True)
class SampleActivity:
    """What the activity component reads of a log row."""

    actor: str
    summary: str
    at: dt.datetime


class SampleForm(forms.Form):
    """One field of each kind."""

    strategies = forms.MultipleChoiceField(
        label="Which strategies could your team use?",
        choices=[("steal", "Moves to steal"), ("visits", "School visits"), ("book", "Book study")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose at least 2",
    )
    often = forms.ChoiceField(
        label="How often do you meet?",
        choices=[("weekly", "Every week"), ("monthly", "Every month")],
        widget=forms.RadioSelect,
        required=False,
    )
    minutes = forms.IntegerField(
        label="Minutes",
        error_messages={"invalid": "Enter a whole number, such as 45"},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    barrier = forms.ChoiceField(
        label="Barrier", choices=[("", "None"), ("time", "Time")], required=False
    )
    day = forms.DateField(label="Day of the visit", widget=DateInput(), required=False)
    happened = forms.CharField(
        label="What happened",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Read by the team and you",
        required=False,
    )
    slide = forms.FileField(label="Evidence slide", required=False, help_text="PDF up to 20 MB")
    agreed = forms.BooleanField(label="No student can be identified in this file")


def _figures() -> dict[str, object]:
    """Charts as the server hands them to templates."""
    answers = charts.diverging(AGREEMENT, [(12, 21, 23, 30, 14), (1, 3, 0, 33, 63)])
    often = charts.diverging(FREQUENCY, [(9, 17, 26, 31, 17)])
    return {
        "time_bar": answers[0],
        "team_bar": answers[1],
        "often_bar": often[0],
        "agreement": charts.legend(AGREEMENT),
        "frequency": charts.legend(FREQUENCY),
        "network_interval": charts.interval(44, 41.9, 46.9),
        "center_interval": charts.interval(70, 65, 76, compare=69),
        "response": charts.rate(482, 700, goal=70),
        "feedback": charts.rate(124, 150, goal=70),
        "own_team": charts.range_dots([97, 98, 98], axis_start=50),
        "other_teams": charts.range_dots([85, 92, 95], axis_start=50),
        "more_time": charts.change(36, 44, 2, 15),
        "families": charts.change(41, 40, -7, 5),
        "typology": list(
            zip(("Rural", "Small town", "Urban"), charts.bars([7, 5, 1]), strict=True)
        ),
        "percents": charts.axis(),
        "tree": drawing.tree([3, 4, 3, 4, 3]),
    }


def _work() -> dict[str, object]:
    """To-dos, log rows and a list of several pages."""
    today = clock.today()
    return {
        "todos": [
            offers.ToDo(
                "Reflect with Kettle Run High School",
                "#",
                "Log the meeting",
                "commitment of November",
                today - dt.timedelta(days=1),
            ),
            offers.ToDo(
                "Agree on a date with Marlow",
                "#",
                "Choose",
                "two dates offered",
                today + dt.timedelta(days=3),
            ),
            offers.ToDo("Review the pre-work", "#", "Review", "one link has no alt text"),
        ],
        "log": [
            SampleActivity("Dana Whitlock", "Enrolled Marlow Elementary in LAUNCH.", clock.now()),
            SampleActivity("", "Sent 42 invitations.", clock.now()),
        ],
        "page": Paginator(range(120), 25).page(2),
    }


@login_not_required
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components; the form is shown with its errors."""
    form = SampleForm({"strategies": ["steal"], "minutes": "45 min"})
    form.is_valid()
    form.add_error("strategies", "Choose at least 2. You have chosen 1.")
    context = {"sample": form, "swatches": SWATCHES, **_figures(), **_work()}
    return render(request, "plnetwork/styleguide.html", context)
