"""Runs as statsmodels counts them; shifts and trends found in a string of signs."""

import re
from itertools import pairwise

import numpy as np
import pandas as pd
from statsmodels.sandbox.stats.runs import Runs


def median(points):
    return float(pd.Series(points).median())


def runs(points):
    """Points on the median are taken away first."""
    middle = median(points)
    sides = np.array([int(point > middle) for point in points if point != middle])
    return Runs(sides).n_runs if len(sides) else 0


def shifts(points):
    """How long each stretch of six or more is, in order of time."""
    middle = median(points)
    written = "".join("+" if p > middle else "-" for p in points if p != middle)
    return [len(found) for found in re.findall(r"\+{6,}|-{6,}", written)]


def trends(points):
    """How many points each rise or fall of five or more has; equal neighbors are one."""
    different = [p for at, p in enumerate(points) if at == 0 or p != points[at - 1]]
    written = "".join("+" if b > a else "-" for a, b in pairwise(different))
    return [len(found) + 1 for found in re.findall(r"\++|-+", written) if len(found) >= 4]
