"""Why figures cannot be published now, in words that people read."""

from surveys.instruments.refusals import Refusal


class InterimNotPossible(Refusal):
    """Too early, too late, too few answers, or not the kind of survey."""


class NotReleased(Refusal):
    """There are no figures to correct yet."""


class TooFewChanged(Refusal):
    """What changed since an earlier release would be told by the difference."""


class NoReason(Refusal):
    """Unrounded figures are asked for without saying why."""


class UnknownSplit(Refusal):
    """There is nothing of that name to split figures by."""
