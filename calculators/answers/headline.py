"""The headline: runway and cash-out date in the few words that stand on every page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.answers import plan_words
from calculators.core import words
from calculators.core.units import HORIZON_MONTHS, first
from calculators.evaluation import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What the sidebar shows; ``brief`` is all of it in one line, for a phone."""

    name: str
    runway_value: str
    runway_unit: str
    cash_out_label: str
    cash_out: str
    with_planned: str
    warn: bool
    brief: str


def headline(e: Evaluation) -> Headline:
    """Return the runway on committed money, and with planned rounds beside it."""
    if not e.known:
        why = e.problems[0].partition(";")[0].partition(". ")[0]
        return _headline(e, words.unknown(), "", "Why:", why, warn=True)
    months = first(e.runway.months)
    if np.isfinite(months):
        value, unit = plan_words.split(words.months(months))
        late = plan_words.is_late(e)
        label = plan_words.cash_out(e)
        return _headline(e, value, unit, label, plan_words.date(e, months), warn=late)
    if first(e.runway.alive):
        return _headline(e, "never", "ends", "", plan_words.rising(e))
    value, unit = plan_words.split(words.months(HORIZON_MONTHS))
    return _headline(e, f"> {value}", unit, "Then", "still burning")


def _headline(
    e: Evaluation, value: str, unit: str, label: str, cash_out: str, warn: bool = False
) -> Headline:
    brief = f"{value} {unit}".strip()
    dated = f"{brief} · {cash_out}" if e.known else brief
    return Headline(
        name=e.scenario.plan.name,
        runway_value=value,
        runway_unit=unit,
        cash_out_label=label,
        cash_out=cash_out,
        with_planned=plan_words.with_rounds(e) if e.known else "",
        warn=warn,
        brief=dated,
    )
