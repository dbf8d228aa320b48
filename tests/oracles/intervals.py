"""Intervals as statsmodels computes them, in percent."""

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint


def wilson(agree, n, frame=None):
    """A known frame acts through the effective number, which need not be whole."""
    effective = n if frame is None else n * (frame - 1) / (frame - n)
    low, high = proportion_confint(agree * effective / n, effective, alpha=0.05, method="wilson")
    return 100 * low, 100 * high


def newcombe(before, after):
    """Of the difference, after less before, both (agree, n)."""
    low, high = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    return 100 * low, 100 * high
