"""Why something about a survey cannot be done, in words that people read."""

# One class for both, so that whoever opens a survey hears as well that its form is not ready.
from surveys.instruments.refusals import Refusal as Refusal


class FrameIsFrozen(Refusal):
    """The survey has opened, so whom it expects is fixed."""


class FrameIsEmpty(Refusal):
    """Nobody is expected to answer yet."""


class TooManyInvited(Refusal):
    """More addresses than staff."""


class WindowIsOver(Refusal):
    """The closing time has passed already."""


class NotOpen(Refusal):
    """The survey takes no answers now."""


class NotClosed(Refusal):
    """Only a closed survey is released."""


class AlreadySent(Refusal):
    """This link's answers were sent."""

    def __init__(self) -> None:
        super().__init__("This survey is already sent. Thank you.")


class UnknownLink(Refusal):
    """The link leads nowhere, or was withdrawn."""


class UnknownAnswer(Refusal):
    """An answer that the form does not offer."""


class NothingAnswered(Refusal):
    """A blank form is not an answer (disclosure.md 3)."""

    def __init__(self) -> None:
        super().__init__("Answer at least one question before you send.")
