"""The results of a plan as plain data: what files and the command line hold.

Numbers carry their unit. "never" stands for infinity, null for what is unknown; a file never holds
NaN or Infinity, which JSON does not have.
"""

from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

import numpy as np

from calculators.core import words
from calculators.core.decision import Decision
from calculators.core.units import HORIZON_MONTHS
from calculators.evaluation import Evaluation
from calculators.registry import REPLICA_UNITS
from calculators.runway import Runway
from calculators.service_results import ServiceResult

NEVER = "never"
MONEY = "USD/month"
CASH_LINES = {  # heading, unit
    "revenue": ("Revenue", MONEY),
    "collected": ("Cash from customers", MONEY),
    "total_cost": ("All costs", MONEY),
    "credits_used": ("Paid from credits", MONEY),
    "one_off": ("One-off payments", MONEY),
    "flow": ("Net cash flow", MONEY),
    "funding": ("Committed funding", MONEY),
    "planned_funding": ("Planned funding", MONEY),
    "cash": ("Cash at month end", "USD"),
    "cash_with_planned": ("Cash with planned rounds", "USD"),
}
DEMAND_LINES = {
    "customers": ("Customers", "customers"),
    "raw_queries": ("Queries", "queries/month"),
    "scored_queries": ("Queries that reach a model", "queries/month"),
}


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: arrays as lists, infinity as "never", NaN as null."""
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else NEVER
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def months_of(evaluation: Evaluation) -> list[str]:
    """Return the calendar month of each month of the plan, written 2026-12."""
    year, month = (int(part) for part in evaluation.scenario.business.start_month.split("-"))
    count = [year * 12 + month - 1 + t for t in range(HORIZON_MONTHS)]
    return [f"{whole // 12}-{whole % 12 + 1:02d}" for whole in count]


def lines(evaluation: Evaluation) -> dict[str, tuple[str, Any]]:
    """Return unit and values by month of every line of the plan, by heading, costs one by one."""
    plan, held = evaluation.cash, {}
    for field, (heading, unit) in DEMAND_LINES.items():
        held[heading] = (unit, getattr(evaluation.demand, field))
    for field, (heading, unit) in CASH_LINES.items():
        if field == "total_cost":
            held |= {f"Cost: {line}": (MONEY, cost) for line, cost in plan.costs.items()}
        held[heading] = (unit, getattr(plan, field))
    return held


def results(evaluation: Evaluation) -> dict[str, Any]:
    """Return everything that one plan comes to; headline and plan are null when a figure misses."""
    start = evaluation.scenario.business.start_month
    known = evaluation.known
    found: dict[str, Any] = {
        "known": known,
        "problems": list(evaluation.problems),
        "runway": _runway(evaluation.runway, start) if known else None,
        "runway_with_planned_rounds": (
            _runway(evaluation.runway_with_planned, start) if known else None
        ),
        "months": months_of(evaluation),
        "plan": {
            heading: {"unit": unit, "values": values if known else None}
            for heading, (unit, values) in lines(evaluation).items()
        },
        "services": [_service(result) for result in evaluation.services],
        "decisions": [_decision(decision) for decision in evaluation.decisions],
    }
    return {key: plain(value) for key, value in found.items()}


def runway_words(runway: Runway, start: str) -> str:
    """Return the runway in words: a figure with its month, still burning, or never."""
    if math.isfinite(runway.months):
        return f"{words.months(runway.months)}, until {words.calendar_month(start, runway.months)}"
    if runway.alive:
        return "never ends: cash is rising"
    return f"more than {HORIZON_MONTHS} months, still burning"


def _runway(runway: Runway, start: str) -> dict[str, Any]:
    return {
        "months": runway.months,
        "unit": "months",
        "alive": bool(runway.alive),
        "cash_out": words.calendar_month(start, runway.months).replace(words.SPACE, " "),
        "said": runway_words(runway, start).replace("\u202f", " ").replace(words.SPACE, " "),
    }


def _service(result: ServiceResult) -> dict[str, Any]:
    service, unit = result.service, result.unit
    bills = result.bills if np.all(unit.fits > 0) else {}
    return {
        "name": service.name,
        "supply": service.supply,
        "replica": {
            field.name: {"unit": REPLICA_UNITS.get(field.name, ""), "value": _one(unit, field.name)}
            for field in fields(unit)
        },
        "cost_in_month_1": {
            "unit": MONEY,
            "by_supply": {option: bill.cost[..., 0] for option, bill in bills.items()},
        },
    }


def _one(unit: Any, field: str) -> Any:
    return np.ravel(getattr(unit, field))[0]


def _end(at: float) -> float | None:
    """Return where a window ends, None where it is open as far as was searched."""
    return at if math.isfinite(at) else None


def _decision(decision: Decision) -> dict[str, Any]:
    scale, is_known = decision.scale, not decision.unknown
    return {
        "key": decision.key,
        "question": decision.question,
        "baseline": decision.baseline,
        "option": decision.option,
        "verdict": decision.verdict,
        "unknown": decision.unknown or None,
        "months_gained": decision.months_gained if is_known else None,
        "saving_in_month_1": decision.monthly_saving[..., 0] if is_known else None,
        "saving_unit": MONEY,
        "work_weeks": decision.weeks,
        "upfront_usd": decision.upfront,
        "scale": {"label": scale.label, "unit": scale.unit, "today": scale.today},
        "turns": [
            {
                "condition": t.condition,
                "at": t.crossing.value,
                "direction": "from" if t.crossing.direction > 0 else "up_to",
                "bound": t.bound,
                "month_of_the_plan": t.month,
            }
            for t in decision.turns
        ],
        "pays": [{"from": _end(w.start), "to": _end(w.end)} for w in decision.windows],
    }
