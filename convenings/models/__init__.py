"""The nouns of convenings."""

from convenings.models.attendance import Attendance, Facilitator, TakenBack
from convenings.models.certificate import Certificate, ExportLayout, LicenceCycle
from convenings.models.convening import (
    AgendaItem,
    ChecklistItem,
    Convening,
    Material,
    SeriesTemplate,
)
from convenings.models.feed import CalendarFeed
from convenings.models.prework import (
    BreakoutGroup,
    EvidenceSlide,
    PartAnswer,
    PartOption,
    PreWork,
    PreWorkComment,
    PreWorkPart,
    PreWorkSubmission,
)
from convenings.models.registration import (
    ChoicePlace,
    ChoiceSession,
    ChoiceWish,
    Question,
    QuestionAnswer,
    Registration,
    SeatChange,
)
from convenings.models.session import Session, Venue

__all__ = [
    "AgendaItem",
    "Attendance",
    "BreakoutGroup",
    "CalendarFeed",
    "Certificate",
    "ChecklistItem",
    "ChoicePlace",
    "ChoiceSession",
    "ChoiceWish",
    "Convening",
    "EvidenceSlide",
    "ExportLayout",
    "Facilitator",
    "LicenceCycle",
    "Material",
    "PartAnswer",
    "PartOption",
    "PreWork",
    "PreWorkComment",
    "PreWorkPart",
    "PreWorkSubmission",
    "Question",
    "QuestionAnswer",
    "Registration",
    "SeatChange",
    "SeriesTemplate",
    "Session",
    "TakenBack",
    "Venue",
]
