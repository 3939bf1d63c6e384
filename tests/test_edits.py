"""A plan after many edits is what it is when it is opened: nothing of another one stays in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calculators import presets, runway_facts
from calculators.answers import overview
from calculators.core import paths
from calculators.core.decision import Decision
from calculators.core.inputs import Choice, Input, InputError
from calculators.core.kept import Kept
from calculators.draw_summary import draw_summary
from calculators.evaluation import Evaluation, evaluate
from calculators.scenario import Scenario

EDITS, FEW_DRAWS = 14, 12


def _edited(plan: Scenario, random: np.random.Generator) -> Scenario:
    """Return the plan with another value of one of its inputs: a number or an option."""
    leaves = [leaf for leaf in paths.leaves(plan) if isinstance(leaf[1], Input | Choice)]
    while True:
        path, spec, value = leaves[random.integers(len(leaves))]
        try:
            return paths.with_values(plan, {path: _another(spec, value, random)})
        except InputError:
            continue  # it contradicts another input


def _another(spec: Input | Choice, value: Any, random: np.random.Generator) -> Any:
    if isinstance(spec, Choice):
        options = list(type(value))
        return options[random.integers(len(options))]
    low, high = spec.typical or spec.bounds
    near = low + (high - low) * random.random() if value is None else value * random.uniform(0.5, 2)
    return float(np.clip(np.rint(near) if spec.whole else near, *spec.bounds))


def _said(d: Decision) -> tuple[Any, ...]:
    turns = [(turn.condition, turn.crossing, turn.month, turn.bound) for turn in d.turns]
    margins = tuple(d.margins_today.items())
    money = d.months_gained, d.cash_at_end, d.present_value, d.upfront, d.points_allowed
    scale = d.scale.today, d.scale.low, d.scale.high, d.scale.planned.tobytes()
    return d.key, d.verdict, margins, turns, money, scale, d.assumes, d.signal, d.windows


def _shown(e: Evaluation) -> tuple[Any, ...]:
    if not e.known:
        return e.problems
    costs = [cost.tobytes() for cost in (*e.costs.values(), *e.accounting_costs.values())]
    board = overview.decision_rows(e)
    decided = [_said(d) for d in e.decisions], board.rows, board.rest
    drawn = draw_summary(e.scenario, FEW_DRAWS).cash.tobytes()
    return e.cash.cash.tobytes(), costs, decided, drawn, runway_facts.swings(e)


@pytest.mark.parametrize("key", presets.PRESETS)
def test_edits_leave_nothing_of_the_plans_before(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(20 + len(key))
    plan, plans = presets.PRESETS[key].scenario, []
    for _ in range(EDITS):
        plans.append(plan)
        plan = _edited(plan, random)
    plans += plans[:3]  # and back
    after_edits = [_shown(evaluate(each)) for each in plans]
    monkeypatch.setattr(Kept, "get", lambda self, key, compute: compute())
    opened = [_shown(evaluate(each)) for each in plans]
    for one, other in zip(after_edits, opened, strict=True):
        assert one == other
