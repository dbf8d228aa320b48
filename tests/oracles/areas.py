"""A weighted mean as numpy takes it."""

import numpy as np


def composite(scores, weights):
    """Scores of the sources there are, with their weights."""
    return float(np.average(scores, weights=weights))
