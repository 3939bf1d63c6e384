"""Bandwidth: what moving the data costs, what it takes from the runway, and what decides it."""

from __future__ import annotations

import numpy as np

from calculators.answers.bandwidth_charts import volume_chart
from calculators.answers.bandwidth_curves import Moving
from calculators.answers.bandwidth_method import METHOD
from calculators.answers.bandwidth_notes import decides, measure_next, notes, seconds_words
from calculators.answers.bandwidth_slot_charts import slot_chart
from calculators.answers.bandwidth_tables import parts_table, price_lists_table
from calculators.answers.lever_table import NO_CHANGE_MONTHS, strongest_lever
from calculators.answers.lever_table import levers_table as _levers_table
from calculators.answers.plan_words import split
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Table
from calculators.core.units import HORIZON_MONTHS, QUERIES_OF_A_PRICE
from calculators.evaluation import Evaluation
from calculators.variable.bandwidth_levers import PAGE

__all__ = ["METHOD", "Moving", "answer", "levers_table", "moving", "parts_table"]
__all__ += ["price_lists_table", "slot_chart", "volume_chart"]

LABELS = ("Cost a month", "Per 1,000 queries", "Transfer of a query", "Sent again")


def moving(e: Evaluation) -> Moving:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return Moving(e=e)


def answer(m: Moving) -> Answer:
    """Return what bandwidth costs, what it takes from the runway, and the strongest lever."""
    e = m.e
    cost = words.money(m.cost[0])
    first = f"Moving data costs {cost} a month" if m.cost[0] > 0 else "Moving data costs nothing"
    return Answer(
        sentence=[
            Part(first, "strong"),
            Part(f"{_how_much(m)} {_runway_words(m)}"),
            Part(f"{_lever_words(m)} {decides(m)} {measure_next(m)}", "soft"),
        ],
        figures=_figures(m),
        notes=[*notes(m), *(e.problems if not e.known else ())],
        method=METHOD,
    )


def levers_table(e: Evaluation) -> Table:
    """Return the levers on bytes, by months of runway."""
    return _levers_table(e, PAGE, title_else="What would move fewer bytes", subject="Levers")


def _how_much(m: Moving) -> str:
    if m.entered:
        return ", as the one amount that is entered."
    gb = words.value_with_unit(float(np.ravel(m.traffic.out)[0]), "GB")
    if m.cost[0] > 0:
        return f"for {gb} that leave, {_per_thousand(m)} per 1,000 queries."
    return f"while {gb} leave."


def _runway_words(m: Moving) -> str:
    if not m.e.known:
        return "The runway is unknown."
    if m.months_taken >= NO_CHANGE_MONTHS:
        return f"Without it the money would last {words.months(m.months_taken)} longer."
    if np.isfinite(np.ravel(m.e.runway.months)[0]):
        return "It takes less than a tenth of a month from the runway."
    return f"The money lasts beyond {HORIZON_MONTHS} months with it and without."


def _lever_words(m: Moving) -> str:
    return strongest_lever(m.e, PAGE, "on bandwidth") if m.e.known and not m.entered else ""


def _per_thousand(m: Moving) -> str:
    queries = m.steady.queries
    return words.money(m.cost[0] / queries * QUERIES_OF_A_PRICE) if queries > 0 else "none"


def _figures(m: Moving) -> list[Figure]:
    moved = m.traffic
    out, up = (words.value_with_unit(float(np.ravel(x)[0]), "GB") for x in (moved.out, moved.up))
    if m.entered:
        note, seconds, again = "one amount, entered", words.UNKNOWN, words.UNKNOWN
    else:
        note, seconds, again = f"{out} out, {up} in", seconds_words(m.seconds), _again(m)
    value, unit = split(seconds)
    return [
        Figure(label=LABELS[0], value=words.money(m.cost[0]), note=note),
        Figure(label=LABELS[1], value=_per_thousand(m), note=_of_revenue(m)),
        Figure(label=LABELS[2], value=value, unit=unit, note="without round trips"),
        Figure(label=LABELS[3], value=again, note=f"{words.percent(m.p.retry_share)} of transfers"),
    ]


def _again(m: Moving) -> str:
    return words.money(m.of_retries)


def _of_revenue(m: Moving) -> str:
    revenue = float(np.ravel(m.e.cash.revenue)[0])
    if not revenue > 0:
        return "nothing is earned"
    return f"{words.percent(m.cost[0] / revenue)} of revenue"
