"""Spot says what is left of the discount, where it turns, and what must be measured."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from calculators import presets
from calculators.answers import spot
from calculators.choices import spot_training
from calculators.choices.spot_deadline import RUNS, ends
from calculators.choices.spot_inputs import InterruptionsKnown
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.fixed.training_inputs import TrainingSupply
from calculators.scenario import Scenario
from calculators.variable.service import Supply
from tests.said import drawn, holes, texts

OFTEN = {"spot.interruptions_known": InterruptionsKnown.MTBF, "spot.mtbf_hours": 8.0}
CASES = {
    "as it is": {},
    "often": OFTEN,
    "a deadline": OFTEN | {"spot.deadline_hours": 200.0},
    "a deadline below the work": OFTEN | {"spot.deadline_hours": 1.0},
    "an interval": OFTEN | {"spot.interval_minutes": 240.0},
    "does not finish": OFTEN | {"spot.mtbf_hours": 0.05},
    "checkpoints longer than the time between interruptions":
        OFTEN | {"spot.write_minutes": 600.0},
    "never interrupted": {"spot.interruptions_known": InterruptionsKnown.HOURLY,
                          "spot.hourly_interruptions": 0.0},
    "dearer": {"spot.discount": -0.3},
    "chosen": {"training.supply": TrainingSupply.SPOT},
    "chosen and dearer": {"training.supply": TrainingSupply.SPOT, "spot.discount": -0.3},
    "measured": {"training.spot_net_saving": 0.2},
    "committed": {"training.supply": TrainingSupply.COMMITTED},
    "own": {"training.supply": TrainingSupply.OWN},
    "no price": {"training.machine": "typed"},
    "no rate": {"spot.interruptions_known": InterruptionsKnown.MONTHLY},
    "on demand meanwhile": OFTEN | {"spot.fallback": YesNo.YES},
    "one amount": {"training.monthly_amount": 900.0},
    "free": {"training.price_per_gpu_hour": 0.0},
    "no runs": {"training.shipped_models": 0.0},
    "a run of nothing": {"training.gpu_hours_per_run": 0.0, "training.start_hours": 0.0},
    "served on spot": {"services.rows.0.supply": Supply.SPOT},
}  # fmt: skip


def plan(values, key="vehicles"):
    return evaluate(with_values(presets.PRESETS[key].scenario, values))


def everything(e):
    o = spot.on_spot(e)
    tables = (spot.left_table, spot.run_table, spot.serving_table, spot.published_table)
    charts = drawn((spot.saving_chart, spot.interval_chart, spot.ends_chart), o)
    return texts(spot.answer(o), [make(o) for make in tables], charts)


@pytest.mark.parametrize("values", CASES.values(), ids=CASES)
def test_it_speaks_in_words_whatever_the_plan(values):
    assert holes(everything(plan(values))) == []


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_it_speaks_of_every_example(key):
    assert holes(everything(plan({}, key))) == []


def words_of(values, key="vehicles"):
    return " ".join(part.text for part in spot.answer(spot.on_spot(plan(values, key))).sentence)


def test_list_discount_and_net_saving_stand_side_by_side():
    said = words_of(OFTEN)
    assert said.startswith("Pays")
    assert "of a list discount of 63.6" in said
    assert "What decides it:" in said
    assert "Measure next:" in said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (CASES["no price"], "enter the spot discount of the machine"),
        (CASES["no rate"], "enter how often spot machines are interrupted"),
        (CASES["does not finish"], "Does not finish"),
        (CASES["dearer"], "list price is 30"),
        (CASES["chosen and dearer"], "a month more against on demand"),
        (CASES["measured"], "measured net saving 20"),
    ],
)
def test_what_stands_in_the_way_is_said(values, said):
    assert said in words_of(values)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a deadline below the work", "no machine meets it"),
        ("a deadline", "of the runs end after the deadline"),
        ("checkpoints longer than the time between interruptions", "hardly one is ever completed"),
        ("dearer", "Spot is dearer than on demand, by 30"),
        ("as it is", "as of 2026-07-20"),
        ("as it is", "as of 2025-06-28"),
    ],
)
def test_notes(name, said):
    assert said in " ".join(spot.answer(spot.on_spot(plan(CASES[name]))).notes)


def test_the_saving_in_words_is_the_one_of_the_plan():
    """Month 1 on demand less month 1 on spot."""
    now, then = plan(OFTEN), plan(OFTEN | {"training.supply": TrainingSupply.SPOT})
    saved = now.lines["training"].cash[0] - then.lines["training"].cash[0]
    assert spot.on_spot(now).monthly_saving == pytest.approx(saved)
    assert spot.on_spot(then).monthly_saving == pytest.approx(saved)


def test_break_evens_are_where_nothing_is_left():
    o = spot.on_spot(plan(OFTEN))
    assert o.at_rate(np.array([o.break_even_rate]))[0] == pytest.approx(0.0, abs=1e-6)
    dear = plan(OFTEN | {"spot.discount": float(o.run.break_even_discount)})
    assert spot.on_spot(dear).run.net_saving == pytest.approx(0.0, abs=1e-9)
    longer = o.break_even_job
    ratio = spot_training.time_over_work(longer, 0.0, 1 / 6, 8.0)
    assert (1 - float(o.terms.discount)) * ratio == pytest.approx(1.0)


def test_what_is_left_sums_to_the_net_saving():
    """List discount less every part."""
    for values in (OFTEN, OFTEN | {"spot.fallback": YesNo.YES, "spot.wait_hours": 3.0}):
        rows = spot.left_table(spot.on_spot(plan(values))).rows
        sizes = [float(re.search(r"[\d.]+", row[1])[0]) for row in rows]
        signs = [1, *(1 if "gives" in row[1] else -1 for row in rows[1:-1])]
        parts = sum(s * x for s, x in zip(signs, sizes[:-1], strict=True))
        assert parts == pytest.approx(sizes[-1], abs=0.2)


@pytest.mark.parametrize("mtbf", [0.5, 2.0, 24.0, 500.0])
def test_drawn_runs_agree_with_the_formula_and_take_no_second(mtbf):
    t = spot_training.SpotTerms(work=100.0, discount=0.6, mtbf=mtbf, write=0.05, restart=0.15,
                                wait=0.5, interval=None, fallback=0.0, storage=0.0)  # fmt: skip
    started = time.perf_counter()
    found = ends(t, spot_training.run(t))
    assert time.perf_counter() - started < 1.0
    assert found.hours.size == RUNS
    assert found.hours.mean() == pytest.approx(spot_training.run(t).calendar_hours, rel=0.01)


def test_a_run_that_nothing_interrupts_ends_in_the_least_time():
    """One segment of 4 h + 3 min, MTBF 40 h: e^(-4.05/40) of the runs."""
    t = spot_training.SpotTerms(work=4.0, discount=0.6, mtbf=40.0, write=0.05, restart=0.15,
                                wait=0.5, interval=4.0, fallback=0.0, storage=0.0)  # fmt: skip
    found = ends(t, spot_training.run(t))
    assert 1 - found.late_share(4.05 + 1e-9) == pytest.approx(np.exp(-4.05 / 40), abs=0.004)
    assert found.late_share(1e9) == 0


def test_the_default_plan_cannot_tell():
    said = " ".join(p.text for p in spot.answer(spot.on_spot(evaluate(Scenario()))).sentence)
    assert said.startswith("Cannot tell")
