"""Alpha and scores of a scale from the rows of people, with numpy and pandas."""

import numpy as np
import pandas as pd


def alpha(rows):
    """From the covariance matrix of complete rows: what is off its diagonal, of all of it."""
    matrix = np.cov(np.array(rows, dtype=float), rowvar=False, ddof=1)
    items = len(matrix)
    return items / (items - 1) * (1 - np.trace(matrix) / matrix.sum())


def scores(rows, reverse, points):
    """Each person's mean over answered items, 0 being none; those with two thirds of them."""
    frame = pd.DataFrame(rows).replace(0, np.nan).astype(float)
    for item in reverse:
        frame[item] = points + 1 - frame[item]
    enough = frame.notna().mean(axis=1) >= 2 / 3 - 1e-12
    return frame[enough].mean(axis=1, skipna=True).tolist()


def complete(rows, reverse, points):
    """The rows without a gap, reversed items turned round."""
    frame = pd.DataFrame(rows)
    for item in reverse:
        frame[item] = frame[item].where(frame[item] == 0, points + 1 - frame[item])
    return frame[(frame != 0).all(axis=1)].to_numpy()
