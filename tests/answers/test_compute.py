"""Compute says what serving costs, when the next machine is due, and what decides it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from calculators import presets
from calculators.answers import compute, compute_curves
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.core.queueing import largest_load
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from calculators.variable.service import RENTED_WAYS, Service, Services, Supply
from calculators.variable.service_model import Copies, ModelKind
from tests.said import drawn, holes, texts

# Another model than a language model with one measured rate: a machine at $2 an hour that answers
# two queries a second, each within a second, so that two run at once.
PLAIN = Service(
    name="Reader",
    kind=ModelKind.OTHER,
    parameters=0.1,
    active_parameters=0.1,
    measured_queries_per_second=2.0,
    measured_answer_seconds=1.0,
    answer_target_seconds=1.0,
    price_per_gpu_hour=2.0,
)
MONTH_HOURS = 730


def plan(service=PLAIN, **values):
    scenario = replace(Scenario(), services=Services(rows=(service,)))
    return evaluate(with_values(scenario, values))


def with_peak(**more):
    """Ten queries a second on average: a hundred slots at the tenfold peak and more."""
    base = {"demand.queries_per_month": 26.28e6, "demand.peak_to_mean": 10.0}
    return plan(**(base | more))


def two_services(**values):
    rows = (PLAIN, replace(PLAIN, name="Reader", share_of_queries=0.5))
    scenario = replace(Scenario(), services=Services(rows=rows))
    return evaluate(with_values(scenario, values))


def everything(e, row=0):
    tables = (compute.unit_costs(e), compute.supply_table(e, row), compute.levers_table(e),
              compute.growth_table(e))  # fmt: skip
    charts = drawn((compute.unit_cost_chart,), e) + drawn((compute.day_chart,), e, row)
    assert all(len(trace["x"]) <= 300 for chart in charts for trace in chart.figure["data"])
    title, subtitle, shares = compute.memory_bar(e, row)
    assert sum(share.share for share in shares) == pytest.approx(1.0, abs=1e-9)
    found = texts(compute.answer(e, row), tables, charts)
    return [*found, title, subtitle, *(text for s in shares for text in (s.name, s.size))]


SERVERLESS = {"services.rows.0.serverless_price_per_gpu_second": 0.0005}
CASES = {
    "as it comes": {},
    "no queries": {"demand.queries_per_month": 0.0},
    "no customers": {"demand.customers": 0.0},
    "no revenue": {"business.revenue_per_customer": 0.0},
    "free machines": {"services.rows.0.price_per_gpu_hour": 0.0},
    "everything from a cache": {"demand.cached_share": 1.0},
    "huge cash": {"business.cash": 1e12},
    "already profitable": {"business.revenue_per_customer": 1e5},
    "no cash": {"business.cash": 0.0},
    "very many queries": {"demand.queries_per_month": 1e13},
    "one query": {"demand.queries_per_month": 1.0},
    "shrinking": {"demand.customers_gained": 0.0, "demand.customers_lost": 0.3},
    "autoscaled": {"services.rows.0.supply": Supply.AUTOSCALED},
    "bought ahead": {"services.rows.0.supply": Supply.COMMITTED},
    "held down": {"services.rows.0.supply": Supply.HELD_DOWN},
    "serverless": SERVERLESS | {"services.rows.0.supply": Supply.SERVERLESS},
    "serverless without a price": {"services.rows.0.supply": Supply.SERVERLESS},
    "does not fit": {"services.rows.0.parameters": 1000.0, "services.rows.0.memory_gb": 8.0},
    "unknown cache": {
        "services.rows.0.kind": ModelKind.LANGUAGE,
        "services.rows.0.kv_bytes_per_token": None,
    },
    "models of their own": {
        "services.rows.0.copies_follow": Copies.PER_KIND,
        "demand.kinds": 10.0,
        "demand.kinds_added": 17.0,
    },
    "nothing must run": {"services.rows.0.minimum_replicas": 0.0},
    "a late answer": {"services.rows.0.answer_target_seconds": 0.5},
    "a bill": {"services.last_bill": 3000.0},
    "a point worth nothing": {"worth.point_value": 0.0},
    "load by hour": {"demand.hourly": tuple(float(h % 5) for h in range(24))},
}


@pytest.mark.parametrize("service", [PLAIN, Service()], ids=["measured", "estimated"])
@pytest.mark.parametrize("case", CASES)
def test_every_plan_has_words(case: str, service: Service):
    values = CASES[case]
    e = plan(service, **values)
    found = everything(e) + everything(e, row=7)
    assert holes(found) == []
    assert not any("Supply." in text for text in found)
    said = compute.answer(e, 0)
    assert all(0 < len(figure.value) <= 8 for figure in said.figures)
    assert all(len(figure.note) <= 26 for figure in said.figures)


@pytest.mark.parametrize("case", ["does not fit", "unknown cache", "serverless without a price"])
def test_a_plan_that_cannot_be_computed_says_what_to_do(case: str):
    e = plan(Service(), **CASES[case])
    said = compute.answer(e, 0)
    assert [figure.value for figure in said.figures] == ["unknown"] * 4
    assert e.problems[0] in said.sentence[1].text
    assert compute.unit_cost_chart(e) is None
    assert compute.day_chart(e, 0) is None


def test_cost_by_hand():
    """One machine at $2/h: 2 × 730 = $1,460; over 1 M queries $1.46 for 1,000.

    At capacity it answers 2/s: 2 / (2 × 3600) × 1000 = $0.278 for 1,000 queries.
    """
    e = plan(**{"demand.queries_per_month": 1e6, "demand.peak_to_mean": 1.0})
    said = compute.answer(e, 0)
    values = [figure.value for figure in said.figures]
    assert values[:2] == ["$1.46k", "$1.46"]
    assert said.figures[1].note == "$0.278 at capacity"
    assert said.figures[0].note == "1\u202fGPU, for the peak"


def test_busy_by_hand():
    """1 M queries a month are 0.381 a second; a machine bears 2: 19 % busy, at any hour."""
    e = plan(**{"demand.queries_per_month": 1e6, "demand.peak_to_mean": 1.0})
    busy = compute.answer(e, 0).figures[2]
    assert (busy.value, busy.unit, busy.note) == ("19", "%", "19\u202f% at daily peak")


def test_the_next_machine_is_due_where_the_slots_of_one_no_longer_suffice():
    e = plan(**{"demand.queries_per_month": 1e5, "demand.peak_to_mean": 1.0})
    unit = e.services[0].unit
    load = float(largest_load(np.array(float(unit.slots)), PLAIN.wait_share))
    by_hand = load / float(unit.hold_seconds) * MONTH_HOURS * 3600
    due = compute_curves.next_machines(e)
    assert due[0].volume == pytest.approx(by_hand, rel=1e-5)
    assert [machine.more_gpus for machine in due] == [1.0] * 5
    assert sorted(m.volume for m in due) == [m.volume for m in due]


def test_gpus_change_exactly_at_each_next_machine():
    e = with_peak()
    for machine in compute_curves.next_machines(e):
        around = np.array([machine.volume * (1 - 1e-4), machine.volume])
        before, after = compute_curves.serving_at(e, around).gpus
        assert after - before == machine.more_gpus


def test_the_month_of_the_next_machine_is_that_of_the_plan():
    e = with_peak()
    due = compute_curves.next_machines(e)[0]
    gpus = np.ravel(e.services[0].chosen.gpus)
    assert due.month == np.argmax(gpus > gpus[0]) + 1


def test_a_machine_of_eight_is_bought_whole():
    e = plan(replace(PLAIN, gpus_per_machine=8.0), **{"demand.peak_to_mean": 10.0})
    assert [m.more_gpus for m in compute_curves.next_machines(e)] == [8.0] * 5


@pytest.mark.parametrize("option", [s for s in RENTED_WAYS if s != Supply.SERVERLESS])
def test_machines_by_hour_make_the_bill(option: Supply):
    """Mean over the hours × $2 × 730; what is bought ahead costs 30 % less."""
    e = with_peak(**{"demand.customers_gained": 0.0, "demand.customers_lost": 0.0})
    result = e.services[0]
    machines = compute_curves.machines_by_hour(result, option)
    cost = float(np.mean(machines)) * 2 * MONTH_HOURS
    if option == Supply.COMMITTED:
        cost -= 0.3 * compute_curves.held_gpus(result) * 2 * MONTH_HOURS
    assert float(result.bills[option].cost[0]) == pytest.approx(cost)


def test_the_curve_passes_through_today():
    e = with_peak()
    today = np.ravel(e.demand.raw_queries)[:1]
    assert compute_curves.serving_at(e, today).cost[0] == pytest.approx(e.cash.costs["Compute"][0])


def marks(chart):
    return [trace["name"] for trace in chart.figure["data"] if trace.get("mode") == "markers"]


def test_the_break_even_is_where_a_query_earns_what_it_costs():
    """$400 × 100 customers over 26.28 M queries: one machine at $1,460 earns itself at 959k."""
    e = plan(**{"demand.queries_per_month": 26.28e6, "demand.peak_to_mean": 1.0})
    chart = compute.unit_cost_chart(e)
    assert chart is not None
    assert "break_even" in marks(chart)
    assert "959k" in chart.reading
    by_hand = 1460 / (400 * 100 / 26.28e6)
    assert by_hand == pytest.approx(959_220)


def test_a_chart_without_a_break_even_says_so():
    e = plan(**{"business.revenue_per_customer": 4000.0})
    chart = compute.unit_cost_chart(e)
    assert chart is not None
    assert "break_even" not in marks(chart)
    assert "no break-even in view" in chart.reading


@pytest.mark.parametrize(
    ("queries", "verb"),
    [
        pytest.param(1e6, "lowers", id="one machine for more queries"),
        pytest.param(0.999, "raises", id="just below the next machine"),
    ],
)
def test_the_title_says_whether_the_next_tenth_is_dearer(queries: float, verb: str):
    flat = {"demand.peak_to_mean": 1.0}
    if queries < 1:
        small = plan(**flat, **{"demand.queries_per_month": 1e5})
        queries *= compute_curves.next_machines(small)[0].volume
    chart = compute.unit_cost_chart(plan(**flat, **{"demand.queries_per_month": queries}))
    assert chart is not None
    assert verb in chart.title


def test_unit_costs_by_hand():
    """$1,460: 100 customers $14.60 each; of $40,000 revenue 3.65 %."""
    e = plan(**{"demand.queries_per_month": 1e6, "demand.peak_to_mean": 1.0})
    rows = {row[0]: row[1] for row in compute.unit_costs(e).rows}
    assert rows["A month"] == "$1.46k"
    assert rows["Per customer, a month"] == "$14.60"
    assert rows["Of annual recurring revenue"] == "3.65\u202f%"
    assert rows["Per dollar of revenue"] == "$0.0365"
    assert rows["Throughput of a replica"] == "2\xa0queries/s, measured"


def test_services_of_one_name_have_columns_of_their_own_and_a_total():
    table = compute.unit_costs(two_services(**{"demand.peak_to_mean": 1.0}))
    assert list(table.columns) == ["Figure", "Reader (1)", "Reader (2)", "Total"]
    assert table.rows[0][1:] == ["$1.46k", "$1.46k", "$2.92k"]


def test_nothing_to_divide_by_is_said():
    e = plan(**{"demand.queries_per_month": 0.0, "demand.customers": 0.0})
    rows = {row[0]: row[1] for row in compute.unit_costs(e).rows}
    assert rows["Per 1,000 queries, paid"] == "no queries"
    assert rows["Per customer, a month"] == "no customers"
    assert rows["Per dollar of revenue"] == "no revenue"


def test_an_unknown_serverless_price_is_unknown_and_not_zero():
    table = compute.supply_table(plan(), 0)
    serverless = table.rows[-1]
    assert serverless[0] == "Serverless"
    assert serverless[1] == "unknown"
    assert "unknown until you enter it" in table.subtitle


def test_the_way_of_the_plan_is_in_the_table_of_ways():
    table = compute.supply_table(plan(**{"services.rows.0.supply": Supply.COMMITTED}), 0)
    assert [row[-1] for row in table.rows if row[0] == "Bought ahead"] == ["in the plan"]


def test_a_bill_is_held_against_the_estimate():
    """A bill of $2,190 over an estimate of $1,460: a factor of 1.5."""
    values = {"demand.queries_per_month": 1e6, "demand.peak_to_mean": 1.0}
    values |= {"services.last_bill": 2190.0}
    seen = compute.answer(plan(**values), 0)
    assert any("a factor of 1.5, not applied" in note for note in seen.notes)
    used = compute.answer(plan(**values, **{"services.apply_bill": YesNo.YES}), 0)
    assert any("a factor of 1.5, applied" in note for note in used.notes)
    assert (seen.figures[0].value, used.figures[0].value) == ("$1.46k", "$2.19k")


def test_memory_by_hand():
    """Llama 3.1 8B at 2 bytes: 16.1 GB; 80 GB, of which 8 are kept free."""
    title, subtitle, shares = compute.memory_bar(plan(Service()), 0)
    assert title.startswith("One replica fits")
    assert [shares[0].size, shares[2].size] == ["16.1\u202fGB", "8\u202fGB"]
    assert "sizes are assumptions" in subtitle


def test_a_model_that_does_not_fit_names_what_would_hold_it():
    """405 B parameters at 2 bytes are 810 GB: no single card, but a listed machine holds them."""
    big = Service(parameters=405.0, active_parameters=405.0, gpus_per_replica=1.0)
    title, subtitle, _ = compute.memory_bar(plan(big), 0)
    assert title.startswith("Does not fit: it needs 810")
    assert "Smallest listed machine that holds it: 8 ×" in subtitle


def test_a_model_beyond_all_machines_is_said():
    big = Service(parameters=50_000.0, active_parameters=50_000.0)
    assert "does not fit any machine listed" in compute.memory_bar(plan(big), 0)[1]


def test_latency_that_is_not_met_is_said():
    late = replace(PLAIN, answer_target_seconds=0.5)
    assert any("latency is not met" in note for note in compute.answer(plan(late), 0).notes)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"answer_target_seconds": 15.0}, "latency"),
        ({"answer_target_seconds": 1e5, "batch_cap": 1e5}, "memory"),
        ({"answer_target_seconds": 1e5, "batch_cap": 10.0}, "cap of 10"),
    ],
)
def test_the_limit_of_the_slots_is_named(changes: dict[str, float], what: str):
    said = compute.answer(plan(replace(Service(), **changes)), 0)
    assert any("slots" in note and what in note for note in said.notes)


def test_the_first_screen_says_what_decides_and_what_to_measure():
    text = "".join(part.text for part in compute.answer(with_peak(), 0).sentence)
    assert "What decides it:" in text
    assert "Measure next:" in text


def test_a_smaller_model_is_not_assumed_to_be_faster():
    said = compute.answer(plan(), 0)
    assert any(note.startswith("Smaller model: not measured") for note in said.notes)
    rows = [row for row in compute.levers_table(plan()).rows if row[0].startswith("Smaller")]
    assert rows[0][1] == "unknown"


def example(key: str, **values: object):
    return evaluate(with_values(presets.PRESETS[key].scenario, values))


def sentence(e):
    return "".join(part.text for part in compute.answer(e, 0).sentence)


SERVED = [("support", 0), ("support", 1), ("film", 0), ("contracts", 0)]


@pytest.mark.parametrize("way", Supply)
@pytest.mark.parametrize(("key", "row"), SERVED)
def test_a_page_names_one_cost_of_a_thousand_queries_and_one_saving(key, row, way: Supply):
    e = example(key, **{f"services.rows.{row}.supply": way})
    if not e.known:  # no API prices a model that answers no tokens
        assert way == Supply.API
        assert e.services[row].service.kind == ModelKind.OTHER
        return
    cost = compute.answer(e, row).figures[1].value
    assert f", {cost} per 1,000 queries" in sentence(e)
    rows = {cells[0]: cells for cells in compute.unit_costs(e).rows}
    assert rows["Per 1,000 queries, paid"][-1] == cost
    assert compute.growth_table(e).rows[0][4] == cost
    chart = compute.unit_cost_chart(e)
    assert f"Today {cost}" in json.dumps(chart.figure, ensure_ascii=False)
    assert f"from {cost} to" in chart.title or chart.title.endswith(f"at {cost}")

    title = compute.day_chart(e, row).title
    found = re.match(r"(.+) would save (\S+) a month", title)
    savings = {cells[0].partition(" · ")[0]: cells[2] for cells in compute.levers_table(e).rows}
    if found:
        assert savings[f"{found[1]}: {e.services[row].service.name}"] == f"saves {found[2]}"
    else:
        assert title.endswith("is the cheapest way to meet this day")


def test_each_column_of_unit_costs_is_a_part_of_the_total():
    """An API's swaps are one week a year: of $3,625, $302 a month beside $2,368 of tokens.

    3.06 M calls of 4,096 and 200 tokens at $0.18 a million are $2,368, the embedder $384.
    """
    e = example("support", **{"services.rows.1.supply": Supply.API})
    swaps = float(e.scenario.worth.engineer_week_cost) / 12
    calls = float(e.services[1].load.queries_per_month[0])
    tokens = calls * (4_096 + 200) * 0.18 / 1e6
    total = 0.526 * MONTH_HOURS + tokens + swaps
    assert total == pytest.approx(3053, abs=1)
    rows = {cells[0]: cells[1:] for cells in compute.unit_costs(e).rows}
    assert rows["A month"] == ["$384", "$2.67k", "$3.05k"]
    steady = compute_curves.serving_at(e, np.ravel(e.demand.raw_queries)[:1])
    assert steady.cost[0] == pytest.approx(total)


def test_what_is_paid_once_is_no_saving_of_a_month():
    """Four own GPUs of $11,440 are $45,760 at once: the mean of 60 months holds a 60th of it."""
    e = example("support", **{"services.rows.1.supply": Supply.OWN})
    table = compute.levers_table(e)
    assert "the mean of 60 months" in table.subtitle
    peak = e.decision("compute", "services.rows.1.supply.on_demand")
    assert peak.monthly_saving[0] == pytest.approx(4 * 11_440)
    assert not any("$45.8k" in cells[2] for cells in table.rows)
    assert "a month on average" in compute.day_chart(e, 1).title


def test_a_month_that_is_paid_as_it_costs_is_said_as_it_is():
    assert "that of month 1" in compute.levers_table(example("support")).subtitle


def test_the_line_of_own_machines_says_that_today_they_are_rented():
    e = example("support", **{"services.rows.1.supply": Supply.OWN})
    reading = compute.unit_cost_chart(e).reading
    steady = float(compute_curves.serving_at(e, np.array([1.2e6])).cost[0]) / 1200
    assert f"today, they are rented: ${steady:.2f} at today's volume." in reading
    assert "On the line" not in compute.unit_cost_chart(example("support")).reading


@pytest.mark.parametrize("way", [Supply.OWN, Supply.COMMITTED, Supply.SPOT, Supply.API])
def test_no_volume_is_served_for_less_than_machines_that_are_always_full(way: Supply):
    e = example("support", **{"services.rows.1.supply": way})
    volumes = np.geomspace(1e6, 1e9, 10)
    unit = compute_curves.serving_at(e, volumes).cost / volumes * 1000
    assert np.all(unit >= compute_curves.full_machine_cost(e) * (1 - 1e-9))


def test_only_the_load_of_kept_machines_keeps_them_busy():
    """The embedder is 0.109 % busy on average and three times that at the peak of 3."""
    for way in (Supply.API, Supply.SERVERLESS):
        busy = compute.answer(example("support", **{"services.rows.1.supply": way}), 0).figures[2]
        assert (busy.value, busy.note) == ("0.109", "0.328\u202f% at daily peak")


def test_an_api_bills_tokens():
    said = sentence(example("support", **{"services.rows.1.supply": Supply.API}))
    assert "What decides it: the tokens of one query, 4.1k in and 200 out (Language" in said
    assert "Measure next: tokens of one query, in and out (Language model)." in said
    least = {"services.rows.1.supply": Supply.API, "api.minimum_spend": 5000.0}
    assert "decides it: the API's minimum of $5k a month (L" in sentence(
        example("support", **least)
    )


def test_machines_that_serve_nobody_decide_where_they_cost_most():
    """20 × $1.861 × 730 = $27.2k of the $32.6k of the language model."""
    assert round(20 * 1.861 * MONTH_HOURS) == 27_171
    e = example("support", **{"services.rows.1.other_gpus": 20.0})
    said = sentence(e)
    assert ", on 5\u202fGPUs and 20\u202fnon-production GPUs." in said
    assert "What decides it: 20\u202fnon-production GPUs, $27.2k of $32.6k (Language model)" in said
    assert "hours in which the 20\u202fnon-production GPUs are used" in said
    assert compute.answer(e, 0).figures[0].note == "25\u202fGPUs, 2\xa0services"


def test_every_window_of_a_way_is_said_under_the_chart_of_the_day():
    """Face detector, peak held down: −3,641 at 1.70 B, between two of the windows that are said."""
    e = example("film")
    reading = compute.day_chart(e, 0).reading
    assert "pays from 1.75 to 1.83\u202fB\xa0queries a month, until Feb\xa02027" in reading
    assert ", and with gaps from 2.82\u202fB." in reading
    held = e.decision("compute", "services.rows.0.supply.held_down")
    assert not any(window.holds(np.array([1.7e9])).any() for window in held.windows)


def test_kinds_and_not_volume_buy_the_next_machine():
    values = {"demand.peak_to_mean": 1.0, "demand.kinds_added": 1.0}
    values |= {"services.rows.0.copies_follow": Copies.PER_KIND}
    text = "".join(part.text for part in compute.answer(plan(**values), 0).sentence)
    assert "The next machine is due in Jan\xa02027, for 2\xa0kinds." in text


def test_points_lost_are_priced():
    """0.5 points × $1,000 = $500 a month."""
    rows = compute.levers_table(with_peak()).rows
    impact = next(row[4] for row in rows if row[0].startswith("Score fewer"))
    assert impact.startswith("0.5\xa0points × $1k = $500 a month")


def test_the_method_names_its_references():
    for reference in ("2304.10660", "2309.06180", "Tijms", "0.61 and 1.72"):
        assert reference in compute.METHOD
