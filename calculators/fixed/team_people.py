"""Team: who is there in each month and what they are paid. Rows are summed at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.core.inputs import Monthly, Numeric, column, pick
from calculators.core.units import HORIZON_MONTHS, MONTHS_PER_YEAR, over_months, ratio_or_never
from calculators.fixed.team_inputs import Hire, Kind, Post, Team

ROWS_AT_ONCE = 64  # rows × draws × months fit into memory whatever the length of the table
MONTHS = np.arange(1.0, HORIZON_MONTHS + 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Payroll:
    """Posts and pay by month, months last; nobody has left, or each was replaced at once."""

    people: Monthly  # [people]
    engineers: Monthly  # [people]
    salaries: Monthly  # [USD/year]
    engineer_salaries: Monthly  # [USD/year]
    tools: Monthly  # [USD/month]
    joining: Monthly  # [people] who join in the month by the plan of hires
    joining_salaries: Monthly  # [USD/year] of those


def payroll(p: Team) -> Payroll:
    """Return posts and pay by month: the rows of today and the hires so far.

    salaries(t) = (Σ roles + Σ hires with month ≤ t) people·salary · (1 + raise)^⌊(t − 1)/12⌋. Hires
    are entered at today's pay and raised like everybody.
    """
    here = over_months(np.sum(_weights(p.roles), axis=-1))
    joined, starting = _hired(p.hires)
    now = [today + later for today, later in zip(here, joined, strict=True)]
    raised = raises(p)
    return Payroll(
        people=now[0],
        engineers=now[1],
        salaries=now[2] * raised,
        engineer_salaries=now[3] * raised,
        tools=now[4],
        joining=starting[0],
        joining_salaries=starting[2] * raised,
    )


def raises(p: Team) -> Monthly:
    """Return salaries over those of month 1, by month."""
    years = np.floor((MONTHS - 1) / MONTHS_PER_YEAR)
    grown: Monthly = np.power(over_months(1 + p.raise_per_year), years)
    return grown


def ramping_hires(p: Team, ramp_months: Numeric) -> Monthly:
    """Return the engineers that planned hires do not yet amount to: linear from 0 to 1."""
    lost = np.zeros(HORIZON_MONTHS)
    for rows in _blocks(p.hires):
        weights = over_months(_weights(rows, "month"))
        since = MONTHS - weights[-1]
        speed = ratio_or_never(since + 1 / 2, np.expand_dims(over_months(ramp_months), -1))
        missing = np.where(since >= 0, 1 - np.clip(speed, 0.0, 1.0), 0.0)
        lost = lost + np.sum(weights[1] * missing, axis=-2)
    return lost


def _hired(hires: Sequence[Hire]) -> tuple[list[Monthly], list[Monthly]]:
    """Return the sums of those who have joined by a month, and of those who join in it."""
    joined = starting = [np.zeros(1)] * len(_SUMS)
    for rows in _blocks(hires):
        columns = over_months(_weights(rows, "month"))
        weights, month = columns[:-1], columns[-1]
        by_then = np.sum(weights * (month <= MONTHS), axis=-2)
        in_it = np.sum(weights * (month == MONTHS), axis=-2)
        joined = [before + more for before, more in zip(joined, by_then, strict=True)]
        starting = [before + more for before, more in zip(starting, in_it, strict=True)]
    return joined, starting


_SUMS = ("people", "engineers", "salaries", "engineer salaries", "tools")


def _weights(rows: Sequence[Post], *beside: str) -> NDArray[np.float64]:
    """Return what each row adds to each of the sums, and fields beside them.

    Sums on the first axis, rows on the last, draws between them.
    """
    people, salary = column(rows, "people"), column(rows, "salary")
    engineers = people * np.array([_is_engineer(row.kind) for row in rows])
    tools = people * column(rows, "tools")
    each = [people, engineers, people * salary, engineers * salary, tools]
    each += [column(rows, field) for field in beside]
    return np.stack(np.broadcast_arrays(*each))


def _is_engineer(kind: Kind) -> float:
    counted: float = pick(kind, {Kind.ENGINEER: lambda: 1.0, Kind.OTHER: lambda: 0.0})
    return counted


def _blocks(rows: Sequence[Hire]) -> list[Sequence[Hire]]:
    return [rows[i : i + ROWS_AT_ONCE] for i in range(0, len(rows), ROWS_AT_ONCE)]
