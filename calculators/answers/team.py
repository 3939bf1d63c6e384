"""Team: what people cost, what people leaving cost, and whether they are enough."""

from __future__ import annotations

import numpy as np

from calculators.answers import lever_table, team_facts
from calculators.answers.lever_table import NO_CHANGE_MONTHS
from calculators.answers.team_charts import departure_bar, month_chart, need_chart
from calculators.answers.team_facts import OneMore
from calculators.answers.team_method import METHOD
from calculators.answers.team_notes import decides, measure_next, notes
from calculators.answers.team_tables import departure_table, roles_table, time_table
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Table
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import HORIZON_MONTHS, first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "departure_bar", "departure_table", "levers_table", "month_chart"]
__all__ += ["need_chart", "roles_table", "time_table"]

PAGE = "team"
LABELS = ("A month", "One departure", "Left to work", "One more engineer")


def answer(e: Evaluation) -> Answer:
    """Return what the team costs, what one more engineer does to the runway, and a departure."""
    if not e.known:
        return Answer(
            sentence=[Part("What the team does to the runway is unknown.", "strong"),
                      Part(f" {e.problems[0]}")],
            figures=[Figure(label=label, value=words.UNKNOWN) for label in LABELS],
            notes=e.problems,
            method=METHOD,
        )  # fmt: skip
    cost, total = first(e.costs["Team"]), first(e.cash.total_cost)
    more = team_facts.one_more(e)
    share = f", {words.percent(cost / total)} of all that goes out" if total > 0 else ""
    return Answer(
        sentence=[
            Part(f"The team costs {words.money(cost)} a month", "strong"),
            Part(f"{share}. {_one_more_words(e, more)} {_departure_words(e)}"),
            Part(f" {_lever(e)} {decides(e)} {measure_next(e)}", "soft"),
        ],
        figures=_figures(e, cost, more),
        notes=notes(e),
        method=METHOD,
    )


def _one_more_words(e: Evaluation, more: OneMore) -> str:
    said = f"One more engineer costs {words.money(more.monthly)} a month and"
    if abs(more.months) < NO_CHANGE_MONTHS:
        ends = np.isfinite(first(e.runway.months))
        beyond = f"leaves the runway beyond {HORIZON_MONTHS} months"
        return f"{said} {'hardly any runway' if ends else beyond}."
    if not np.isfinite(first(e.runway.months)):
        return f"{said} gives the runway an end, after {words.months(more.runway)}."
    return f"{said} {words.months(-more.months)} of runway."


def _departure_words(e: Evaluation) -> str:
    found = team_facts.departure_of(e)
    if team_facts.is_empty(e):
        return "Nobody is on the rows to leave."
    if not first(found.gross) > 0:
        return "A departure takes nothing."
    lost, gross = words.money(first(found.value_lost)), words.money(first(found.gross))
    return f"A departure takes {gross}, {lost} of it work not done."


def _lever(e: Evaluation) -> str:
    """Return the sentence about the lever that pays, its value counted in."""
    return lever_table.strongest_lever(e, PAGE, "on the team")


def _figures(e: Evaluation, cost: float, more: OneMore) -> list[Figure]:
    pay, found = team_facts.pay_of(e), team_facts.departure_of(e)
    paid, others = first(pay.engineers), first(pay.people) - first(pay.engineers)
    count = f"{words.number(paid, 'engineers')}, {words.number(others)} other"
    left = first(team_facts.effective(e))
    leave = words.number(team_facts.churn(e), "people") + " a year"
    return [
        Figure(label=LABELS[0], value=words.money(cost), note=count),
        Figure(label=LABELS[1], note=leave,
               value="none" if team_facts.is_empty(e) else words.money(first(found.gross))),
        Figure(label=LABELS[2], value=words.number(left),
               note=f"of {words.number(paid, 'engineers')} paid"),
        _more_figure(e, more),
    ]  # fmt: skip


def _more_figure(e: Evaluation, more: OneMore) -> Figure:
    note = f"and {words.money(more.monthly)} a month"
    if abs(more.months) < NO_CHANGE_MONTHS:
        known = np.isfinite(first(e.runway.months))
        return Figure(label=LABELS[3], value="none" if known else f"> {HORIZON_MONTHS}",
                      unit="" if known else "mo left", note=note)  # fmt: skip
    if not np.isfinite(first(e.runway.months)):
        value, _, unit = words.months(more.runway).partition(NARROW_SPACE)
        return Figure(label=LABELS[3], value=value, unit=f"{unit} left", note=note)
    value, _, unit = words.months(-more.months).rpartition(NARROW_SPACE)
    return Figure(label=LABELS[3], value=value or unit, unit=f"{unit} less", note=note)


def levers_table(e: Evaluation) -> Table:
    """Return the levers by months of runway, with what they win beside it."""
    return lever_table.levers_table(
        e,
        PAGE,
        title_else="What would make the team go further",
        subject="Levers on the team",
    )
