"""Numbers that have to be reached, rounded so that what is said is enough: the one rule for them.

Three figures, as everywhere. What is needed is rounded up, what is left over down: 380 are needed
of 500 that are there, and 120 are left.
"""

from __future__ import annotations

import numpy as np

from calculators.core.units import whole_down, whole_up
from calculators.core.words import SIGNIFICANT_FIGURES

NOISE = 1e-7  # relative: a crossing is located this well, and is no reason to ask for one more


def at_least(number: float) -> float:
    """Return a number rounded up to three figures; no number stays none: inf."""
    if not (np.isfinite(number) and number > 0):
        return number
    step = _step(number)
    return float(whole_up(number * (1 - NOISE) / step) * step)


def at_most(number: float) -> float:
    """Return a number rounded down to three figures."""
    if not (np.isfinite(number) and number > 0):
        return number
    step = _step(number)
    return float(whole_down(number * (1 + NOISE) / step) * step)


def queries_at_least(number: float) -> float:
    """Return labelled queries that are needed: whole ones, rounded up."""
    return at_least(float(np.ceil(number * (1 - NOISE)))) if np.isfinite(number) else number


def queries_at_most(number: float) -> float:
    """Return labelled queries that are left over: whole ones, rounded down."""
    return at_most(float(np.floor(number * (1 + NOISE)))) if np.isfinite(number) else number


def _step(number: float) -> float:
    """Return the size of the last of three figures."""
    return float(10.0 ** (np.floor(np.log10(number)) - (SIGNIFICANT_FIGURES - 1)))
