"""Why something about a survey cannot be done, in words that people read."""

from django.utils.translation import gettext as _

# One class for both, so that whoever opens a survey hears as well that its form is not ready.
from surveys.instruments.refusals import Refusal as Refusal


class FrameIsFrozen(Refusal):
    """The survey has opened, so whom it expects is fixed."""


class ModeDoesNotFit(Refusal):
    """The form, or the way into it, allows another mode only."""


class SafeguardsMissing(Refusal):
    """Learners are not asked before topics, notice and the parents' time are in order."""


class FrameIsEmpty(Refusal):
    """Nobody is expected to answer yet."""


class TooManyInvited(Refusal):
    """More addresses than staff."""


class PersonalLinksThere(Refusal):
    """People of this school are invited personally, so it has no open link."""


class OpenLinkThere(Refusal):
    """This school has an open link, so nobody is invited personally."""


class OnlyAnonymous(Refusal):
    """A survey that keeps keys has no open links."""


class OnlyInSchools(Refusal):
    """An open link belongs to one school."""


class LinkIsWithdrawn(Refusal):
    """A withdrawn link is put back before it is sent or replaced."""


class NobodyToRemind(Refusal):
    """Reminders go to personal addresses, and there are none."""


class WindowIsOver(Refusal):
    """The closing time has passed already."""


class NotOpen(Refusal):
    """The survey takes no answers now."""


class NotClosed(Refusal):
    """Only a closed survey is released."""


class AlreadySent(Refusal):
    """This link's answers were sent."""

    def __init__(self) -> None:
        super().__init__(_("This survey is already sent. Thank you."))


class CannotWithdraw(Refusal):
    """Nobody knows whose the answers are, or they are counted for good."""


class UnknownLink(Refusal):
    """The link leads nowhere, or was withdrawn."""


class UnknownAnswer(Refusal):
    """An answer that the form does not offer."""


class NothingAnswered(Refusal):
    """A blank form is not an answer (disclosure.md 3)."""

    def __init__(self) -> None:
        super().__init__(_("Answer at least one question before you send."))


class CannotBringIn(Refusal):
    """A file of answers, or the map of its columns, cannot be used as it is."""
