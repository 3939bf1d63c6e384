"""Every way to buy compute pays somewhere and not yet somewhere, and turns where it says it does.

The plans: the five companies, each a hundred times as large, and those that have chosen another
way already. Nothing is tuned: what a way wins or loses by stands in the inputs of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from calculators.core import paths
from calculators.core.decision import Decision, Turn, Verdict
from calculators.evaluation import Evaluation, evaluate
from calculators.fill import filled
from calculators.fixed.training_inputs import TrainingSupply
from calculators.presets import PLANS, PRESETS
from calculators.scenario import Scenario
from calculators.variable.service import Supply

PAGES = ("compute", "cloud_or_own", "spot", "api", "commitments", "training")
DEARER_MODEL = "openai-gpt-5"
SCALE_INPUT = {  # the input that moves a scale in proportion, by its unit
    "queries/month": "demand.queries_per_month",
    "GPU-hours/month": "training.runs_per_model",
}
NEAR = 1e-4  # to each side of a crossing
FLIPS_EACH = 2  # crossings tried for each option: the machine is slow


def larger(scenario: Scenario) -> Scenario:
    """Return the same company with a hundred times the customers and their queries."""
    changes = {
        path: 100 * paths.value_at(scenario, path)
        for path in ("demand.queries_per_month", "demand.customers")
    }
    return paths.with_values(scenario, changes)


def supplied(scenario: Scenario, way: Supply) -> Scenario:
    rows = range(len(scenario.services.rows))
    return paths.with_values(scenario, {f"services.rows.{i}.supply": way for i in rows})


def plans() -> Iterator[tuple[str, Scenario]]:
    for key in PLANS:
        small = PRESETS[key].scenario
        yield key, small
        yield f"{key} x 100", larger(small)
    support = PRESETS["support"].scenario
    api = {"services.rows.1.supply": Supply.API}
    yield "support by API", paths.with_values(support, api)
    dear, _ = filled(support, "api.model", DEARER_MODEL)
    yield "support by a dear API", paths.with_values(dear, api)
    yield "support committed", supplied(support, Supply.COMMITTED)
    yield "support x 100 owned", supplied(larger(support), Supply.OWN)
    vehicles = PRESETS["vehicles"].scenario
    for key, way in (("vehicles", TrainingSupply.COMMITTED), ("contracts", TrainingSupply.SPOT)):
        scenario = PRESETS[key].scenario
        yield f"{key}, training {way}", paths.with_values(scenario, {"training.supply": way})
    held = {"training.supply": TrainingSupply.COMMITTED, "training.held_gpus": 64.0}
    yield "vehicles, too much held", paths.with_values(vehicles, held)


@cache
def evaluated() -> dict[str, Evaluation]:
    return {name: evaluate(scenario) for name, scenario in plans()}


def option(decision: Decision) -> str:
    """Return the way that a decision is about, "" if it is about none."""
    for path, way in decision.changes.items():
        if path.endswith(".supply"):
            term = decision.key.split(".")[1] if decision.page == "commitments" else ""
            return " ".join(filter(None, ("training" if path[0] == "t" else "", way, term)))
    return ""


@cache
def found() -> dict[str, list[tuple[str, Decision]]]:
    options: dict[str, list[tuple[str, Decision]]] = {}
    for name, e in evaluated().items():
        for page in PAGES:
            for decision in e.decisions_on(page):
                if option(decision):
                    options.setdefault(option(decision), []).append((name, decision))
    return options


OPTIONS = (
    *(str(way) for way in Supply),
    "committed three",
    *(f"training {way}" for way in TrainingSupply if way != TrainingSupply.OWN),
)


def test_every_option_is_offered_somewhere():
    assert set(found()) == set(OPTIONS)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_pays_somewhere_and_does_not_somewhere(name):
    verdicts = {decision.verdict for _, decision in found()[name]}
    assert Verdict.PAYS in verdicts
    assert verdicts & {Verdict.NOT_YET, Verdict.NEVER}


def test_owning_is_decided_in_every_example():
    for key in PLANS:
        for decision in evaluated()[key].decisions_on("cloud_or_own"):
            assert decision.verdict != Verdict.CANNOT_TELL, (key, decision.unknown)


def at(e: Evaluation, decision: Decision, value: float) -> Decision:
    """Return the same decision where the scale has a value and no other input has changed."""
    path = SCALE_INPUT[decision.scale.unit]
    today = paths.value_at(e.scenario, path)
    moved = {path: today * value / decision.scale.today}
    if decision.scale.unit == "queries/month":  # what is turned away is worth as much as before
        price = "business.revenue_per_customer"
        moved[price] = paths.value_at(e.scenario, price) * value / decision.scale.today
    changed = evaluate(paths.with_values(e.scenario, moved))
    return next(d for d in changed.decisions_on(decision.page) if d.key == decision.key)


def turns_to_try(name: str) -> list[tuple[str, Decision, Turn]]:
    """Return crossings of an option that no other one is close to, both directions if there are."""
    tried: list[tuple[str, Decision, Turn]] = []
    for plan, decision in found()[name]:
        if decision.scale.unit not in SCALE_INPUT:
            continue
        turns = [turn.crossing.value for turn in decision.turns]
        for turn in decision.turns:
            apart = sum(abs(x / turn.crossing.value - 1) < 10 * NEAR for x in turns) == 1
            known = {each.crossing.direction for _, _, each in tried}
            inside = decision.scale.low < turn.crossing.value * (1 - NEAR)
            if apart and inside and turn.crossing.direction not in known:
                tried.append((plan, decision, turn))
    return tried[:FLIPS_EACH]


@pytest.mark.parametrize("name", [each for each in OPTIONS if each != "committed three"])
def test_each_verdict_turns_at_its_crossing_with_no_other_input_changed(name):
    tried = turns_to_try(name)
    assert tried, "no crossing was found anywhere"
    for plan, decision, turn in tried:
        e, value = evaluated()[plan], turn.crossing.value
        below, above = (at(e, decision, value * side) for side in (1 - NEAR, 1 + NEAR))
        pays = [each.verdict == Verdict.PAYS for each in (below, above)]
        assert pays == [turn.crossing.direction < 0, turn.crossing.direction > 0], (plan, value)
