"""What people type about a survey, and the messages they get back; one file per noun."""

from surveys.collection.forms.frame import PasteForm, SchoolForm
from surveys.collection.forms.invitees import InviteesForm
from surveys.collection.forms.preparing import (
    AdministrationForm,
    answers_as_of,
    answers_like,
    usual_answers,
)
from surveys.collection.forms.safeguards import OptOutForm, SafeguardsForm, usual_days
from surveys.collection.forms.window import ExtendForm

__all__ = [
    "AdministrationForm",
    "ExtendForm",
    "InviteesForm",
    "OptOutForm",
    "PasteForm",
    "SafeguardsForm",
    "SchoolForm",
    "answers_as_of",
    "answers_like",
    "usual_answers",
    "usual_days",
]
