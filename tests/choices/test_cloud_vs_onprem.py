"""Own machines: their month by hand, machines over time, the base, and published cases."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from calculators import presets, supplies
from calculators.choices import cloud_vs_onprem as owning
from calculators.choices.cloud_vs_onprem_alone import Purchase, purchase_results
from calculators.choices.cloud_vs_onprem_fleet import fleet
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.choices.cloud_vs_onprem_prices import card, gpu_kilowatts, gpu_price, own_gpu
from calculators.core import breakeven, finance
from calculators.core.business import Worth
from calculators.core.decision import Verdict
from calculators.core.inputs import InputError, YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from calculators.variable.service import Service, Supply
from calculators.variable.service_model import Copies

NOW = Ownership(gpu_price=30_000.0, power_kw=1.0, delay_months=0.0, spares_share=0.0)
H100 = "aws-p5-48xlarge-us-east-1"
WORTH = Worth()


def plan(supply=Supply.OWN, **values):
    known = {"ownership.gpu_price": 30_000.0, "ownership.power_kw": 1.0}
    own = {f"ownership.{name}": value for name, value in values.items()}
    return with_values(Scenario(), {**known, **own, "services.rows.0.supply": supply})


def test_a_month_of_a_gpu_is_wear_450_power_1541_by_730_by_0146_room_19594_and_maintenance_150():
    """30,000·0.9/60 = 450; 1.54·730·0.146 = 164.13; 195.94; 30,000·0.06/12 = 150."""
    gpu = own_gpu(NOW, Service(), WORTH)
    assert gpu.wearing == pytest.approx(450.0)
    assert gpu.running == pytest.approx(164.1332 + 195.94 + 150.0)
    assert gpu.weeks == pytest.approx(2 / 40)
    assert gpu.value_lost == pytest.approx(0.1 / 12 * 24 * 200)


def test_network_and_spares_of_a_tenth_raise_30_000_to_33_000():
    assert own_gpu(replace(NOW, spares_share=0.1), Service(), WORTH).price == pytest.approx(33_000)


def test_a_lease_of_25_for_1_000_of_30_000_is_750_a_month_and_nothing_is_bought_or_sold():
    bought, leased = (
        own_gpu(replace(NOW, lease=choice), Service(), WORTH) for choice in (YesNo.NO, YesNo.YES)
    )
    assert leased.running - bought.running == pytest.approx(750.0)
    assert (leased.bought, leased.resale, leased.wearing) == (0, 0, 0)


def test_the_catalog_gives_an_h100_27_500_and_a_third_of_it_for_the_server():
    service = Service(machine=H100)
    p = Ownership(server_share=0.3)
    assert card(H100).price == 27_500
    assert gpu_price(p, service) == pytest.approx(27_500 * 1.3)
    assert gpu_kilowatts(p, service) == pytest.approx(10.2 / 8)
    assert gpu_price(replace(p, gpu_price=1.0), service) == 1.0


@pytest.mark.parametrize("machine", ["typed", "aws-p4d-24xlarge-us-east-1"])
def test_an_unknown_price_is_refused_in_words_and_is_never_zero(machine):
    scenario = with_values(Scenario(), {"services.rows.0.machine": machine})
    now = evaluate(scenario)
    found = now.decisions_on("cloud_or_own")
    assert {d.verdict for d in found} == {Verdict.CANNOT_TELL}
    assert all("enter the price of a GPU" in d.unknown for d in found)
    chosen = evaluate(with_values(scenario, {"services.rows.0.supply": Supply.OWN}))
    assert not chosen.known
    assert "It is not taken as zero" in chosen.problems[0]
    assert np.all(np.isinf(chosen.services[0].chosen.cost))


def test_ten_machines_for_24_months_are_bought_three_times_and_sold_twice():
    p = replace(NOW, life_months=24.0)
    own = fleet(p, np.full(60, 10.0))
    assert np.flatnonzero(own.begun).tolist() == [0, 24, 48]
    assert np.flatnonzero(own.ended).tolist() == [24, 48]
    np.testing.assert_array_equal(own.held, 10.0)


def test_machines_that_are_not_bought_again_leave_after_their_life():
    own = fleet(replace(NOW, life_months=24.0, refresh=YesNo.NO), np.full(60, 10.0))
    assert own.held.tolist() == [10.0] * 24 + [0.0] * 36


def test_machines_follow_the_growth_in_stairs_and_never_shrink():
    needed = np.repeat([1.0, 2.0, 5.0, 3.0], 15)
    own = fleet(replace(NOW, life_months=240.0), needed)
    np.testing.assert_array_equal(own.held, np.maximum.accumulate(needed))
    assert {int(m): own.begun[m] for m in np.flatnonzero(own.begun)} == {0: 1.0, 15: 1.0, 30: 3.0}


def test_what_is_bought_in_month_5_with_3_months_of_delay_is_paid_in_5_and_serves_from_8():
    own = fleet(replace(NOW, buy_month=5.0, delay_months=3.0), np.full(60, 4.0))
    assert np.flatnonzero(own.ordered).tolist() == [4]
    assert np.flatnonzero(own.held > 0)[0] == 7


@pytest.mark.parametrize("life", [1.0, 7.0, 24.0, 60.0, 240.0])
def test_a_fleet_equals_a_loop_over_its_machines(life):
    needed = np.floor(np.linspace(1.0, 9.0, 60))
    p = replace(NOW, life_months=life, buy_month=3.0, delay_months=2.0)
    bought, held = np.zeros(60), np.zeros(60)
    ages = []
    for month in range(60):
        gone = [a for a in ages if month - a >= life]
        ages = [a for a in ages if month - a < life] + [month] * len(gone)
        while month >= 4 and len(ages) < max(needed[4 : month + 1]):
            ages.append(month)
        bought[month], held[month] = sum(a == month for a in ages), len(ages)
    own = fleet(p, needed)
    np.testing.assert_array_equal(own.begun, bought)
    np.testing.assert_array_equal(own.held, held)


def test_cash_and_wear_agree_over_whole_lives():
    """60 months of a life of 60, nothing sold within: paid 30,000, worn 27,000."""
    e = evaluate(plan(delay_months=0.0, spares_share=0.0))
    bill = e.services[0].chosen
    gpus = bill.gpus[0]
    assert np.all(bill.gpus == gpus)
    assert np.sum(bill.cash - bill.cost) == pytest.approx(gpus * 30_000 * 0.1)


def test_the_cloud_is_paid_until_the_machines_serve():
    e = evaluate(plan(delay_months=3.0))
    rent, own = e.services[0].bill(Supply.ON_DEMAND), e.services[0].chosen
    np.testing.assert_allclose(own.cost[:3], rent.cost[:3])
    np.testing.assert_allclose(own.cloud[:3], rent.cost[:3])
    assert np.all(own.cloud[3:] == 0)
    assert own.cash[0] == pytest.approx(rent.cost[0] + own.gpus[0] * 33_000)
    assert np.all(own.weeks[:3] == 0)


def test_credits_of_a_cloud_never_pay_for_own_machines():
    e = evaluate(with_values(plan(delay_months=0.0), {"business.credits": 1e6}))
    assert np.all(e.compute_line.cloud == 0)
    assert e.compute_line.cash[0] > 30_000


def test_the_base_is_the_best_of_all_bases_by_brute_force():
    gpu = own_gpu(NOW, Service(), WORTH)
    by_hour = np.array([2.0] * 8 + [4.0] * 4 + [6.0] * 6 + [9.0] * 6)[:, np.newaxis]
    base = float(owning.best_base(Service(), gpu, WORTH, by_hour)[0])
    month = Service().price_per_gpu_hour * 730

    def cost(k):
        return k * gpu.all_in(WORTH) + month * np.mean(np.maximum(by_hour - k, 0.0))

    assert cost(base) == pytest.approx(min(cost(k) for k in range(10)))


def test_an_own_gpu_that_costs_more_than_a_rented_month_has_no_base():
    dear = own_gpu(replace(NOW, gpu_price=1e6), Service(), WORTH)
    by_hour = np.full((24, 1), 5.0)
    assert owning.best_base(Service(), dear, WORTH, by_hour)[0] == 0.0
    assert owning.break_even_share(Service(price_per_gpu_hour=0.0), dear, WORTH) == np.inf


def test_the_base_costs_no_more_than_renting_all_by_the_hour():
    values = {"demand.queries_per_month": 4e7, "demand.quietest_to_mean": 0.1}
    hands = {"failures_per_gpu_year": 0.0, "machine_hours": 0.0}
    r = evaluate(with_values(plan(**hands), values)).services[0]
    bills = {
        way: supplies.supply_cost(way, r.service, r.unit, r.load, r.terms, r.exact, term=1).cost
        for way in (Supply.AUTOSCALED, Supply.HYBRID)
    }
    assert np.all(bills[Supply.HYBRID] < bills[Supply.AUTOSCALED])


def test_owned_machines_dearer_than_the_cloud_never_pay():
    e = evaluate(plan(Supply.ON_DEMAND, gpu_price=1e7))
    found = {d.key: d.verdict for d in e.decisions_on("cloud_or_own")}
    assert found["cloud_or_own.own.0"] == Verdict.NEVER
    r = e.services[0]  # and an own base that owns nothing is autoscaling
    np.testing.assert_allclose(r.bill(Supply.HYBRID).cost, r.bill(Supply.AUTOSCALED).cost)


def test_buying_leaves_the_runway_shorter_first():
    rented, owned = (evaluate(plan(way)) for way in (Supply.ON_DEMAND, Supply.OWN))
    assert owned.cash.cash[0] < rented.cash.cash[0]
    assert owned.costs["Hardware"] is not owned.costs["Compute"]
    np.testing.assert_array_equal(owned.costs["Hardware"], rented.costs["Hardware"])


@pytest.mark.parametrize("months", [0.0, 12.5, 241.0])
def test_a_life_of_nothing_is_refused_in_words(months):
    with pytest.raises(InputError, match="Life"):
        Ownership(life_months=months)


# published cases


def results(**values):
    return purchase_results(Purchase(**values))


TCO_1 = {"capital": 833_806.0, "cloud_per_hour": 98.32, "own_per_hour": 0.87}


def test_tco_1_833806_over_9745_dollars_an_hour_is_8556_hours_or_11_9_months_of_720():
    hours = results(**TCO_1)["break_even_hours"]
    assert hours == pytest.approx(8_556, abs=1)
    assert hours / 720 == pytest.approx(11.9, abs=0.05)  # the paper's month
    assert results(**TCO_1)["payback_months"] == pytest.approx(11.72, abs=0.01)


def test_tco_2_hardware_120_000_a_year_and_7_3_million_saved_in_five_years():
    case = results(capital=600_000.0, cloud_per_hour=2.3e6 / 8760, own_per_hour=720e3 / 8760)
    assert case["wearing_per_year"] == 120_000
    assert case["own_per_month"] == pytest.approx(70_000)
    assert case["saved_over_life"] == pytest.approx(7_300_000)
    assert case["saved_over_life"] == pytest.approx(7e6, rel=0.05)


def test_tco_3_self_hosting_842_a_month_and_4_91_months_to_break_even():
    running = 100 + 4 * 80 + 0.1 * 2_000
    case = results(capital=8_000.0, cloud_per_hour=2_250 / 730, own_per_hour=running / 730,
                   life_months=36.0)  # fmt: skip
    assert case["own_per_month"] == pytest.approx(842, abs=1)
    assert case["payback_months"] == pytest.approx(4.91, abs=0.01)


def test_tco_4_discounted_at_a_tenth_12_35_months():
    assert results(**TCO_1)["discounted_payback_months"] == pytest.approx(12.35, abs=0.01)


def test_bvb_1_60_000_over_3_000_is_20_months_and_21_87_discounted():
    case = results(capital=60_000.0, cloud_per_hour=4_000 / 730, own_per_hour=1_000 / 730)
    assert case["payback_months"] == pytest.approx(20.0)
    assert case["discounted_payback_months"] == pytest.approx(21.87, abs=0.01)


def test_fin_2_and_fin_7_hold_for_what_this_page_uses():
    assert finance.straight_line(30_000.0, 7_500.0, 10.0) == 2_250
    value = finance.net_present_value(0.09, np.array([-5_000.0, -800.0, -900.0, -1_000.0]))
    positive = finance.net_present_value(0.09, np.array([-5_000.0, 800.0, 900.0, 1_000.0]))
    assert value < positive
    assert positive == pytest.approx(-2_736.36, abs=0.01)
    assert finance.equivalent_annual_cost(positive, 0.09, 3.0) == pytest.approx(-1_081.01, abs=0.01)


def test_the_purchase_is_never_counted_twice():
    """Payback divides by rent − running; what wears off is not in the running cost."""
    p = results(**TCO_1)
    by_hand = breakeven.payback_months(833_806.0, (98.32 - 0.87) * 730)
    assert p["payback_months"] == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("values", "name", "found"),
    [
        ({**TCO_1, "own_per_hour": 100.0}, "payback_months", np.inf),
        ({**TCO_1, "own_per_hour": 100.0}, "break_even_hours", np.inf),
        ({**TCO_1, "capital": 0.0}, "payback_months", 0.0),
        ({**TCO_1, "used_share": 0.0}, "payback_months", np.inf),
        ({**TCO_1, "cloud_per_hour": 0.0}, "break_even_used_share", np.inf),
    ],
    ids=["own above cloud: never", "hours: never", "no capital: at once", "no use: never",
         "free cloud: no share of use"],
)  # fmt: skip
def test_the_corners_of_a_purchase(values, name, found):
    assert results(**values)[name] == found


# how fast


def test_a_bill_is_quick_at_a_point_and_over_draws():
    r = evaluate(plan()).services[0]
    best = {}
    for way in (Supply.ON_DEMAND, Supply.OWN):
        each = []
        for _ in range(40):
            begun = time.perf_counter()
            supplies.supply_cost(way, r.service, r.unit, r.load, r.terms)
            each.append(time.perf_counter() - begun)
        best[way] = min(each)
    assert best[Supply.OWN] - best[Supply.ON_DEMAND] < 0.3e-3
    needed = np.tile(np.linspace(1.0, 30.0, 60), (1_000, 1))
    begun = time.perf_counter()
    fleet(replace(NOW, life_months=36.0), needed)
    assert time.perf_counter() - begun < 0.05


# --- machines that follow the kinds


CONTRACTS = presets.PRESETS["contracts"].scenario


def owning_of(**values):
    e = evaluate(with_values(CONTRACTS, {f"demand.{k}": v for k, v in values.items()}))
    return next(d for d in e.decisions if d.key == "cloud_or_own.own.0")


@pytest.mark.parametrize(
    ("kinds", "margin"),
    [
        pytest.param(10.0, -23_771, id="3 GPUs: 1,152 rented, 1,318 owned"),
        pytest.param(50.0, -1_367, id="13 GPUs"),
        pytest.param(100.0, 25_517, id="25 GPUs"),
    ],
)
def test_owning_is_judged_at_todays_kinds(kinds, margin):
    assert owning_of(kinds=kinds).margins_today["cost"] == pytest.approx(margin, abs=2)


def test_owning_pays_from_53_kinds_which_the_plan_has_in_month_4():
    """k GPUs cost 384 k rented and 727 + 197 k owned, 1,815 of work: from 14, on 53 to 56 kinds."""
    found = owning_of()
    assert found.verdict == Verdict.NOT_YET
    assert found.scale.unit == "kinds"
    (turn,) = found.verdict_turns
    assert turn.crossing.value == pytest.approx(53)
    assert turn.month == 4  # 10 + 3 × 17 = 61


def test_the_verdict_of_a_plan_with_so_many_kinds_is_the_one_foretold():
    at = next(t.crossing.value for t in owning_of().verdict_turns)
    assert owning_of(kinds=round(at)).verdict == Verdict.PAYS
    assert owning_of(kinds=round(at) - 1).verdict == Verdict.NOT_YET


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("services.rows.0.supply.spot", "kinds"),
        ("services.rows.0.supply.committed", "kinds"),
        ("services.rows.0.spare", "kinds"),
        ("services.rows.0.compiled", "queries/month"),  # speed is worth more with more queries
        ("services.rows.0.supply.api", "queries/month"),  # bought by the query
        ("levers.sampling", "queries/month"),
    ],
)
def test_what_follows_the_kinds_turns_on_them(key, unit):
    found = next(d for d in evaluate(CONTRACTS).decisions if d.key == key)
    assert found.scale.unit == unit


@pytest.mark.parametrize(("name", "margin"), [("spot", 5_826), ("committed", 2_416)])
def test_spot_and_buying_ahead_pay_at_25_kinds_and_from_21(name, margin):
    key = f"services.rows.0.supply.{name}"
    many = evaluate(with_values(CONTRACTS, {"demand.kinds": 25.0}))
    there = next(d for d in many.decisions if d.key == key)
    assert there.margins_today["cost"] == pytest.approx(margin, abs=2)
    today = next(d for d in evaluate(CONTRACTS).decisions if d.key == key)
    assert today.verdict == Verdict.NOT_YET
    assert today.first_turn.crossing.value == pytest.approx(21)
    assert today.first_turn.month == 2


def test_copies_that_do_not_follow_the_kinds_leave_the_scale_of_queries():
    fixed = with_values(CONTRACTS, {"services.rows.0.copies_follow": Copies.FIXED})
    found = next(d for d in evaluate(fixed).decisions if d.key == "cloud_or_own.own.0")
    assert found.scale.unit == "queries/month"
