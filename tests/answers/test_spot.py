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
from calculators.core.decision import Verdict
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.core.unit_words import NARROW_SPACE
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
    said = spot.answer(spot.on_spot(plan(values, key))).sentence
    return plain(" ".join(part.text for part in said).replace(" :", ":"))


def plain(text):
    return text.replace(NARROW_SPACE, " ")


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


LATE = {"spot.interruptions_known": InterruptionsKnown.MTBF, "spot.mtbf_hours": 2.0,
        "spot.deadline_hours": 200.0}  # fmt: skip


def figure(values, label, key="vehicles"):
    found = spot.answer(spot.on_spot(plan(values, key))).figures
    return next(f for f in found if f.label == label)


def test_a_run_that_is_expected_past_its_deadline_does_not_finish_and_never_pays():
    """168 h of work take 288 h, 200 h are allowed; without the deadline it saves $8.19k a month."""
    said = words_of(LATE)
    assert said.startswith("Does not finish: a run on spot takes 288")
    assert "Pays" not in said
    late, in_time = (plan(LATE | {"spot.deadline_hours": x}) for x in (200.0, 300.0))
    key = "training.supply.spot"
    assert late.decision("training", key).verdict == Verdict.NEVER
    assert next(d for d in late.decisions if d.key == key).verdict == Verdict.NEVER
    assert in_time.decision("training", key).verdict == Verdict.PAYS
    assert words_of(LATE | {"spot.deadline_hours": 300.0}).startswith("Pays")
    assert "on demand misses it as well" in words_of(LATE | {"spot.deadline_hours": 100.0})


def test_a_plan_that_trains_on_spot_past_its_deadline_is_unknown():
    e = plan(LATE | {"training.supply": TrainingSupply.SPOT})
    assert not e.known
    assert "its deadline on the page Spot is 200" in e.problems[0]


def test_a_run_has_one_length_waiting_included():
    """Interrupted every 12 minutes: 4.25 h of work take 76.3 h, in the figure and the sentence."""
    often = {"spot.interruptions_known": InterruptionsKnown.MTBF, "spot.mtbf_hours": 0.2}
    lasts = plain(figure(often, "A run takes", "support").value)
    assert lasts == "76.3 h"
    assert f"4.25 h of work take {lasts}, waiting included" in words_of(often, "support")


def test_without_an_option_of_the_plan_it_does_not_say_that_it_pays():
    """What does not fit leaves the plan unknown; own machines and one amount have no option."""
    assert words_of({"services.rows.1.parameters": 405.0}, "support").startswith("Unknown")
    assert "$3.63k, paid back in" in words_of({"services.rows.1.parameters": 405.0}, "support")
    for name in ("own", "one amount"):
        assert words_of(CASES[name]).startswith("Cannot tell")
        assert not [d for d in plan(CASES[name]).decisions if d.key == "training.supply.spot"]


def test_dollars_are_against_what_the_plan_has():
    """Committed: 8 GPUs x 730 h x $2.74 x 0.63 is paid now; on spot 5,970 h x $2.74 x 0.366."""
    e = plan(CASES["committed"])
    o = spot.on_spot(e)
    saved = e.decision("training", "training.supply.spot").monthly_saving[0]
    assert o.monthly_saving == pytest.approx(saved)
    assert o.monthly_saving == pytest.approx(4_448, abs=5)
    assert "against the commitment" in words_of(CASES["committed"])


def test_nothing_caps_what_is_left_in_silence():
    """A list discount of 99 %: 98.9 % is left, in the sentence, the figure and the dollars."""
    deep = {"spot.discount": 0.99}
    assert "98.9 % is left" in words_of(deep, "support")
    assert plain(figure(deep, "Net saving on training", "support").value) == "98.9 %"
    o = spot.on_spot(plan(deep, "support"))
    hours, price = o.gpu_hours, float(o.training.price_per_gpu_hour)
    assert o.monthly_saving == pytest.approx(hours * price * float(o.run.net_saving))


def test_a_measured_saving_stands_in_sentence_figure_and_table():
    measured = {"training.spot_net_saving": -0.2}
    shown = figure(measured, "Net saving on training")
    assert (plain(shown.value), plain(shown.note)) == ("\u221220 %", "measured; computed 63.4 %")
    row = spot.published_table(spot.on_spot(plan(measured))).rows[0]
    assert [plain(x) for x in row[:3]] == [
        "This plan, training",
        "\u221220 %",
        "measured, entered on Training",
    ]
