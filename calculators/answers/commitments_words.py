"""Words that the answer, the charts and the tables of Commitments share."""

from __future__ import annotations

import numpy as np

from calculators.answers.commitments_facts import Committed
from calculators.choices.commitments import YEARS_WORDS
from calculators.core import words

NOTHING = 0.5  # dollars a month that no sentence mentions


def gpus(count: float) -> str:
    """Return a number of GPUs: ``1 GPU``, ``12 GPUs``."""
    return f"{words.number(count)} {'GPU' if count == 1 else 'GPUs'}"


def stands(count: float) -> str:
    """Return the verb behind a number of GPUs."""
    return "stands" if count == 1 else "stand"


def stays(count: float) -> str:
    """Return the verb behind a number of GPUs."""
    return "stays" if count == 1 else "stay"


def saves(count: float) -> str:
    """Return the verb behind a number of GPUs."""
    return "saves" if count == 1 else "save"


def per_month(dollars: float) -> str:
    """Return money a month, less than half a dollar as nothing."""
    return words.money(dollars, "month") if abs(dollars) >= NOTHING else "nothing"


def term(c: Committed) -> str:
    """Return the length of the term: ``1 year``."""
    return YEARS_WORDS[c.service.commitment_years]


def term_words(c: Committed) -> str:
    """Return the months that are averaged."""
    return f"the first {c.months} months"


def growth_break_even(c: Committed) -> str:
    """Return the sentence about the growth at which the level stops paying."""
    turn = c.break_even_growth
    if turn == np.inf:
        return "It saves nothing at any growth from −30 % to +30 % a month."
    if turn == -np.inf:
        return "It saves at any growth from −30 % to +30 % a month."
    planned = words.percent(c.growth)
    return f"It breaks even at {words.percent(turn)} growth a month; planned is {planned}."
