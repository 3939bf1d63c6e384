"""Every input of a plan: arrays, the corners of its bounds, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from calculators.choices.build_vs_buy_inputs import Level, PricedBy, Tool
from calculators.choices.model_size_inputs import NextArrangement, NextShape, Pipeline
from calculators.choices.server_vs_cluster_inputs import Machines
from calculators.choices.spot_inputs import InterruptionsKnown, WriteKnown
from calculators.core import paths
from calculators.core.business import Funding, FundingStatus, Payment
from calculators.core.inputs import Choice, Input, InputError, YesNo
from calculators.core.proof import Design
from calculators.draw_summary import draw_summary
from calculators.evaluation import Evaluation, evaluate
from calculators.fixed.hardware_inputs import Asset, Method
from calculators.fixed.team_inputs import Hire, Kind
from calculators.fixed.training_inputs import TrainingSupply
from calculators.fixed.training_run_inputs import HoursKnown
from calculators.practices.accuracy_value_inputs import Framing
from calculators.practices.fine_tuning_inputs import Metric
from calculators.practices.retraining_inputs import Schedule
from calculators.practices.vector_search_inputs import Index
from calculators.scenario import Scenario
from calculators.topics import PRACTICES, TOPICS
from calculators.variable.bandwidth_inputs import Pictures
from calculators.variable.operations_inputs import LabelPayment
from calculators.variable.service import RENTED_WAYS, CommitmentYears, Service, Services, Supply
from calculators.variable.service_model import Copies, ModelKind, Precision

LANGUAGE = "services.rows.0."
VISION = "services.rows.1."
DAY = tuple(float(h) for h in range(1, 25))
OPERATIONS = {  # every part of it is paid for, and every lever is known
    "operations.collection_hours": 40.0,
    "operations.error_points": 12.0,
    "operations.wrong_share": 0.1,
    "operations.synthetic_counts_for": 0.5,
    "operations.lead_share": 0.2,
    "operations.tool_seats": 2.0,
    "operations.items_per_new_kind": 100.0,
    "operations.sampled_share": 1e-5,
}
NEAR_DUPLICATES = {  # so few were read that the interval holds the break-even
    "near_duplicates.failure_share": 0.01,
    "near_duplicates.failures_sampled": 50.0,
    "near_duplicates.failures_traced": 5.0,
    "near_duplicates.cost_per_failure": 0.1,
    "near_duplicates.tracing_minutes": 0.5,
}
BETTER_ANSWERS = {  # everything measured, more than one point, queries that repeat one another
    "accuracy.error_cost": 0.1,
    "accuracy.sales_lift": 0.01,
    "accuracy.cash_share": 0.3,
    "accuracy.aimed_points": 2.0,
    "fine_tuning.discordance": 0.1,
    "fine_tuning.gain_deviation": 0.2,
    "fine_tuning.labelled_per_month": 20.0,
    "fine_tuning.per_cluster": 5.0,
    "fine_tuning.cluster_correlation": 0.1,
}
SOLD_AND_GRADED = {"accuracy.framing": Framing.SALES, "fine_tuning.metric": Metric.GRADED}
BETTER_ANSWERS_CHOSEN = {"accuracy.pursue": YesNo.YES, "fine_tuning.adopted": YesNo.YES}
RETRAINED = {  # queries that repeat one another, and labels that cost something
    "retraining.discordance": 0.1,
    "retraining.labelled": 3000.0,
    "retraining.labelled_per_month": 20.0,
    "retraining.per_cluster": 5.0,
    "retraining.cluster_correlation": 0.1,
}
TOOLS = (  # one at each level beyond scripts, a price of each kind; the next is another each time
    Tool(level=Level.MANAGED, managed_unit=PricedBy.QUERIES, script_model_time=1.0),
    Tool(
        level=Level.OPEN_SOURCE,
        open_amount=3000.0,
        script_model_time=1.0,
        managed_price=1e4,
        managed_unit=PricedBy.PERSON,
    ),
    Tool(level=Level.BUILT),
)
LABEL_LEVERS = {
    f"operations.{name}": YesNo.YES
    for name in ("preannotation", "active_learning", "synthetic", "targeting", "relabelling")
}


ASSETS = (
    Asset(purchase_month=-10.0, maintenance_rate=0.05, breakage_rate=0.03),
    Asset(
        name="LIDARs",
        units=5.0,
        purchase_month=3.0,
        life_months=30.0,
        resale_share=0.1,
        maintenance_rate=0.04,
        renew=YesNo.NO,
        serving_share=0.6,
        building_share=0.2,
        method=Method.DECLINING,
    ),
)


def full(supply: Supply = Supply.ON_DEMAND, measured: bool = False) -> Scenario:
    """Return a plan of two services in which nothing is switched off."""
    speeds = {"measured_queries_per_second": 4.0, "measured_answer_seconds": 9.0}
    searched = {"vector_search.index": Index.MANAGED, "vector_search.measured_ms": 60.0}
    terms = {
        "supply": supply,
        "serverless_price_per_gpu_second": 0.001,
        "gpus_per_machine": 2.0,
        "other_gpus": 1.0,
        **(speeds if measured else {}),
    }
    rows = (
        Service(name="Language", gpus_per_replica=2.0, cached_prefix_share=0.3, **terms),
        Service(
            name="Vision", kind=ModelKind.OTHER, parameters=0.3, active_parameters=0.3, **terms
        ),
    )
    scenario = Scenario(services=Services(rows=rows, last_bill=9000.0))
    return paths.with_values(
        scenario,
        {
            "demand.queries_per_month": 4e7,
            "demand.kinds_added": 0.5,
            "demand.cached_share": 0.1,
            "demand.usage_growth": 0.01,
            "business.prepaid_share": 0.2,
            "business.opening_receivables": 30000.0,
            "business.credits": 20000.0,
            "business.cash_floor": 10000.0,
            "business.interest": 0.03,
            "business.funding": (
                Funding(status=FundingStatus.COMMITTED),
                Funding(status=FundingStatus.PLANNED),
            ),
            "business.payments": (Payment(amount=5000.0),),
            "hardware.assets": ASSETS,
            **OPERATIONS,
            "tools.rows": TOOLS,
            "tools.fits_size": YesNo.NO,
            "tools.leaves_easily": YesNo.NO,
            **NEAR_DUPLICATES,
            **RETRAINED,
            **BETTER_ANSWERS,
            **(searched if measured else {}),
            "bandwidth.kilobytes_up": 50.0,
            "bandwidth.kilobytes_down": 300.0,
            "bandwidth.pictures": Pictures.BOTH,
            "bandwidth.inbound_price": 0.01,
            "bandwidth.zone_share": 0.2,
            "bandwidth.cdn_share": 0.3,
            "bandwidth.cdn_hit_share": 0.5,
            "bandwidth.devices": 100.0,
            "training.retrained_per_kind": 0.1,
            "training.cold_share": 0.2,
            "training.spot_net_saving": 0.3,
            "team.hires": (Hire(month=3.0), Hire(month=9.0, people=2.0, kind=Kind.OTHER)),
            "team.wrangling_share": 0.2,
        },
    )


BILL = (*("cost", "cash", "cloud", "weeks", "gpus", "mean_gpus", "revenue_lost", "value_lost"),)
OWNED = {  # bought in the second month, leaves before the plan ends, everything has a price
    "ownership.gpu_price": 30_000.0,
    "ownership.power_kw": 1.2,
    "ownership.buy_month": 2.0,
    "ownership.life_months": 24.0,
    "ownership.latency_seconds": 0.1,
}
BOUGHT = {  # cached, in batches, wrong, and more than the limit lets through
    "api.cached_price": 0.05,
    "api.call_price": 0.8,
    "api.batch_share": 0.2,
    "api.rate_limit": 2e6,
    "api.error_gap": 0.01,
    "api.latency_gap_seconds": 0.5,
}
SPOT = {  # trains and serves on machines that are taken back every few hours
    "training.supply": TrainingSupply.SPOT,
    "training.spot_net_saving": None,
    "training.gpu_hours_per_run": 200.0,
    "spot.discount": 0.6,
    "spot.interruptions_known": InterruptionsKnown.HOURLY,
    "spot.hourly_interruptions": 0.1,
    "spot.interval_minutes": 60.0,
}
FROM_CATALOG = {  # price and band of the machine's row, the band above 20 %
    "spot.discount": None,
    "spot.interruptions_known": InterruptionsKnown.CATALOG,
    "training.machine": "aws-g5-xlarge-us-east-1",
    LANGUAGE + "machine": "aws-g5-xlarge-us-east-1",
    VISION + "machine": "aws-g5-xlarge-us-east-1",
    "spot.fallback": YesNo.YES,
    "spot.wait_hours": 3.0,
    "spot.write_known": WriteKnown.SIZE,
}
PLANS = {
    "spot": paths.with_values(full(Supply.SPOT), SPOT),
    **{supply.value: full(supply) for supply in RENTED_WAYS},
    "api": paths.with_values(full(Supply.API), BOUGHT),
    **{
        way.value: paths.with_values(full(way), OWNED | {"services.last_bill": None})
        for way in (Supply.OWN, Supply.HYBRID)
    },
    "measured": full(measured=True),
    "pasted day": paths.with_values(full(Supply.AUTOSCALED), {"demand.hourly": DAY}),
    "a model for each kind": paths.with_values(
        full(Supply.COMMITTED),
        {
            LANGUAGE + "copies_follow": Copies.PER_KIND,
            LANGUAGE + "commitment_years": CommitmentYears.THREE,
        },
    ),
    "labels by time, every lever in use": paths.with_values(
        full(),
        {
            **LABEL_LEVERS,
            "retraining.schedule": Schedule.ON_SIGNAL,
            "retraining.drift": 0.02,
            **BETTER_ANSWERS_CHOSEN,
            "operations.label_payment": LabelPayment.BY_TIME,
            "vector_search.index": Index.SELF_HOSTED,
            "data_jobs.machines": Machines.CLUSTER,
            "models.shape": NextShape.LARGE_MODEL,
            "models.pipeline": Pipeline.AUTOMATED,
            "models.arrangement": NextArrangement.ONE_BIG,
            "training.hours_known": HoursKnown.FLOPS,
            "training.supply": TrainingSupply.COMMITTED,
            "training.idle_off": YesNo.YES,
            "training.logs": YesNo.NO,
        },
    ),
}


def numbers(scenario: Scenario) -> Iterator[tuple[str, Input, float]]:
    for path, spec, value in paths.leaves(scenario):
        if isinstance(spec, Input) and value is not None:
            yield path, spec, value


ONE_IN = 4  # inputs of a plan that are tried; the next plan tries others
ITS_OWN = {  # what only this plan computes with
    "own": "ownership.",
    "hybrid": "ownership.",
    "spot": "spot.",
    "api": "api.",
    "labels by time, every lever in use": ("operations.", "hardware.", "training.", "bandwidth."),
    "committed": "commitments.",
}


def tried(plan: str) -> Iterator[tuple[str, Input, float]]:
    """Yield the inputs that this plan is tried with; all plans together try every one."""
    place = list(PLANS).index(plan) % ONE_IN
    for i, (path, spec, value) in enumerate(numbers(PLANS[plan])):
        if i % ONE_IN == place or path.startswith(ITS_OWN.get(plan, "services.rows.0.")):
            yield path, spec, value


def outputs(e: Evaluation) -> dict[str, np.ndarray]:
    """Return all numbers of an evaluation by name."""
    found = {f"cost {k}": v for k, v in e.cash.costs.items()}
    found |= {f"spread {k}": v for k, v in e.accounting_costs.items()}
    found["variable_cost"] = e.variable_cost
    for name in ("revenue", "collected", "credits_used", "one_off", "flow", "cash", "total_cost"):
        found[name] = getattr(e.cash, name)
    found["cash_with_planned"] = e.cash.cash_with_planned
    found["months"], found["alive"] = e.runway.months, e.runway.alive
    found["months_with_planned"] = e.runway_with_planned.months
    for i, result in enumerate(e.services):
        for name in vars(result.unit):
            found[f"{i} {name}"] = getattr(result.unit, name)
        for supply, bill in result.bills.items():
            for name in BILL:
                found[f"{i} {supply} {name}"] = getattr(bill, name)
        found[f"{i} utilisation"] = result.utilisation
    return found


def nearby(spec: Input, value: float) -> list[float]:
    """Return a value below, the value and one above, all within bounds."""
    low, high = spec.bounds
    step = max(
        abs(value) * 0.3, 1.0 if spec.whole else 0.0, (high - low) * 1e-9 if not value else 0
    )
    asked = np.clip([value - step, value, value + step], low, high)
    return list(np.rint(asked) if spec.whole else asked)


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("plan", PLANS)
def test_an_array_equals_a_loop_of_scalars_for_every_number(plan, exact):
    scenario = PLANS[plan]
    for path, spec, value in tried(plan):
        values = nearby(spec, value)
        try:
            alone = [
                outputs(evaluate(paths.with_values(scenario, {path: v}), exact)) for v in values
            ]
        except InputError:
            continue  # contradicts another input
        together = outputs(evaluate(paths.with_values(scenario, {path: np.array(values)}), exact))
        for name, found in together.items():
            expected = np.stack([np.asarray(one[name]) for one in alone])
            found = np.asarray(found)
            if found.shape != expected.shape:  # does not depend on this input
                found = np.broadcast_to(found, expected.shape)
            np.testing.assert_allclose(
                found, expected, rtol=1e-9, atol=1e-9, err_msg=f"{path} {name}"
            )


def cornered(scenario: Scenario, side: int) -> Scenario:
    values = {path: spec.bounds[side] for path, spec, _ in numbers(scenario)}
    for i in range(len(ASSETS)):  # two shares of one whole
        values[f"hardware.assets.{i}.building_share"] = 0.0
    for row in (LANGUAGE, VISION):  # a model cannot use more weights than it has
        values[row + "active_parameters"] = values[row + "parameters"]
    for gain in ("retraining.gain_points", "fine_tuning.gain_points"):  # all is right, or wrong
        values[gain] = 0.0
    if side == 0:  # hours that come from nothing are refused
        del values["training.parameters"], values["training.tokens"]
    return paths.with_values(scenario, values)


def assert_no_nan(e: Evaluation, said: str) -> None:
    for name, found in outputs(e).items():
        assert not np.isnan(found).any(), f"{said}: {name} is not a number"


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("plan", PLANS)
def test_no_output_is_nan_at_the_corners_of_the_bounds(plan, exact):
    scenario = PLANS[plan]
    for side in (0, 1):
        assert_no_nan(evaluate(cornered(scenario, side), exact), f"every input at end {side}")
    for path, spec, _ in tried(plan):
        for bound in spec.bounds:
            try:
                changed = paths.with_values(scenario, {path: bound})
            except InputError:
                continue  # contradicts another input
            assert_no_nan(evaluate(changed, exact), f"{path} = {bound:g}")


@pytest.mark.parametrize("plan", ["on_demand", "measured"])
def test_decisions_hold_at_the_corners_of_the_bounds(plan):
    scenario = PLANS[plan]
    one = replace(scenario, services=replace(scenario.services, rows=scenario.services.rows[:1]))
    ends = [
        (path, bound)
        for path, spec, _ in list(numbers(one))[:: 2 * ONE_IN]
        for bound in spec.bounds
    ]
    for path, bound in ends:
        try:
            changed = paths.with_values(one, {path: bound})
        except InputError:
            continue
        for found in evaluate(changed).decisions:
            said = f"{path} = {bound:g}: {found.key}"
            assert not np.isnan(found.monthly_saving).any(), said
            for name in ("months_gained", "present_value", "cash_at_end", "points_allowed"):
                assert not np.isnan(getattr(found, name)), f"{said}: {name}"


READ_BY_PAGES = {  # what evaluate does not compute with, and who reads it instead
    "accuracy.engineers": "the page on accuracy: how long the work takes",
    "business.round_slip": "the runway page: what if planned rounds slip",
    "business.raise_months": "the runway page: when raising has to start",
    "commitments.considered_gpus": "the commitments page: the level that is considered",
    "commitments.failed_growth": "the commitments page: what if growth fails",
    "hardware.assets.building_share": "the hardware page: it is fixed, as the rest",
    "models.replaced_accuracy": "the page on models: the smallest still worth running",
    "services.rows.engine": "filling: the three efficiencies of an engine",
    "spot.deadline_hours": "the spot page: how many runs end in time",
    "team.releases": "the team page: releases not shipped",
    "team.customer_weeks": "the team page: what a delay costs",
    "tools.kept_months": "the page on tools: what set-up and leaving come to a month",
    **{
        f"tools.{name}": "the page on tools: one platform against the best of each"
        for name in (
            "platform_amount",
            "platform_person_price",
            "platform_used_share",
            "platform_setup_weeks",
            "platform_time",
            "platform_model_time",
            "platform_exit_weeks",
            "integration_setup_weeks",
            "integration_time",
        )
    },
}


WEIGHED = (  # groups whose inputs may change decisions alone
    "levers.",
    "worth.",
    "business.discount",
    "ownership.",
    "api.",
    "spot.",
    "commitments.",
    *(f"{name}." for name in (*TOPICS, *PRACTICES)),
)


PAGE_OF = {
    "levers": "compute",
    "worth": "compute",
    "business": "compute",
    "services": "compute",
    "ownership": "cloud_or_own",
}


def general(path: str) -> str:
    """Return a path without the number of its row."""
    return ".".join(step for step in path.split(".") if not step.isdecimal())


def differing(spec: Input | Choice, value: object) -> list[object]:
    if isinstance(spec, Choice):
        return [option for option in spec.options if option != value]
    around = (
        [*spec.typical, *spec.bounds] if value is None else [*nearby(spec, value), *spec.bounds]
    )
    return [v for v in around if v != value]


def decided(e: Evaluation, path: str) -> dict[str, np.ndarray]:
    """Return what the decisions say on the page that an input belongs to."""
    found = {"bill_factor": np.asarray(e.bill_factor)}
    for d in e.decisions_on(PAGE_OF.get(path.partition(".")[0], path.partition(".")[0])):
        numbers = (d.upfront, d.months_gained, d.present_value, d.worth_lost, d.points_allowed)
        found[d.key] = np.array([*numbers, d.margins_today.get("cost", 0.0), len(d.changes)])
        found[f"{d.key} saving"] = d.monthly_saving
        found[f"{d.key} verdict"] = np.array(
            [d.verdict, d.unknown, str(d.changes), str(d.margins_today), str(tuple(d.turns))]
        )
    return found


def unlike(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return one.keys() != other.keys() or any(
        not np.array_equal(np.broadcast_arrays(one[k], other[k])[0], other[k]) for k in one
    )


def test_every_input_changes_some_output():
    by_bill = {"services.apply_bill": YesNo.YES, "demand.queries_per_month": 1e4}
    plans = [
        paths.with_values(full(), by_bill),
        paths.with_values(
            full(Supply.SERVERLESS),
            {"demand.queries_per_month": 1e4, LANGUAGE + "precision": Precision.INT8},
        ),
        full(measured=True),
        PLANS["a model for each kind"],
        PLANS["api"],
        PLANS["own"],
        paths.with_values(PLANS["own"], {"ownership.lease": YesNo.YES}),
        paths.with_values(  # the card and its power are those of the catalog
            PLANS["own"],
            {
                "ownership.gpu_price": None,
                "ownership.power_kw": None,
                LANGUAGE + "machine": "aws-p5-48xlarge-us-east-1",
                VISION + "machine": "aws-p5-48xlarge-us-east-1",
            },
        ),
        PLANS["spot"],
        paths.with_values(full(), SPOT | {"training.supply": TrainingSupply.ON_DEMAND}),
        paths.with_values(PLANS["spot"], FROM_CATALOG),
        *(
            paths.with_values(PLANS["spot"], {"spot.interruptions_known": way, **known})
            for way, known in (
                (InterruptionsKnown.MONTHLY, {"spot.monthly_share": 0.5}),
                (InterruptionsKnown.MTBF, {"spot.mtbf_hours": 20.0}),
            )
        ),
        PLANS["labels by time, every lever in use"],
        paths.with_values(full(), SOLD_AND_GRADED),
        paths.with_values(full(), {"fine_tuning.design": Design.INDEPENDENT}),
        paths.with_values(full(), {f"{name}.monthly_amount": 1000.0 for name in TOPICS}),
    ]
    changing = set()
    for scenario in plans:
        before = evaluate(scenario)
        base = outputs(before)
        for path, spec, value in paths.leaves(scenario):
            if general(path) in changing or not isinstance(spec, Input | Choice):
                continue
            for other in differing(spec, value):
                try:
                    after = evaluate(paths.with_values(scenario, {path: other}))
                except InputError:
                    continue  # contradicts another input
                weighed = path.startswith(WEIGHED)
                moved = unlike(base, outputs(after))
                if moved or (weighed and unlike(decided(before, path), decided(after, path))):
                    changing.add(general(path))
                    break
    every = {
        general(path) for path, spec, _ in paths.leaves(full()) if isinstance(spec, Input | Choice)
    }
    assert every - changing == {*READ_BY_PAGES, "business.funding.probability"}


def test_the_probability_of_a_round_changes_the_draws():
    likely, unlikely = (
        draw_summary(paths.with_values(full(), {"business.funding.1.probability": p}), 200)
        for p in (0.9, 0.1)
    )
    np.testing.assert_array_equal(likely.cash, unlikely.cash)  # committed only
    came = [
        np.mean(drawn.cash_with_planned[:, 11] > drawn.cash[:, 11]) for drawn in (likely, unlikely)
    ]
    assert came == pytest.approx([0.9, 0.1])  # stratified draws


def test_24_pasted_numbers_change_the_bill():
    flat = paths.with_values(PLANS["pasted day"], {"demand.hourly": (1.0,) * 24})
    assert unlike(outputs(evaluate(flat)), outputs(evaluate(PLANS["pasted day"])))


@pytest.mark.parametrize("plan", PLANS)
def test_parts_sum_to_totals(plan):
    e = evaluate(PLANS[plan])
    cash, interest = e.cash, 1.03 ** (1 / 12) - 1
    np.testing.assert_allclose(sum(cash.costs.values()), cash.total_cost, rtol=1e-12)
    compute = e.compute_line.accounting
    np.testing.assert_allclose(sum(r.chosen.cost for r in e.services), compute)
    flow = cash.collected - cash.total_cost + cash.credits_used - cash.one_off
    np.testing.assert_allclose(cash.flow, flow, rtol=1e-12, atol=1e-6)
    before = np.concatenate([[e.scenario.business.cash], cash.cash[:-1]])
    np.testing.assert_allclose(cash.cash, before * (1 + interest) + flow + cash.funding, rtol=1e-9)
    assert cash.credits_used.sum() == pytest.approx(20000)
    assert cash.one_off.sum() == 5000
    assert cash.funding.sum() == cash.planned_funding.sum() == 1e6
    np.testing.assert_allclose(e.contribution + e.variable_cost, cash.revenue)
    for result in e.services:
        assert np.all((result.utilisation >= 0) & (result.utilisation <= 1))
