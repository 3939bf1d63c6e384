"""Bandwidth: tiers, allowance, payload, zones, updates and levers, by hand and by property."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import codec, paths, sampling
from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError, YesNo
from calculators.evaluation import evaluate
from calculators.fill import filled, options
from calculators.scenario import Scenario
from calculators.variable import bandwidth
from calculators.variable.bandwidth_inputs import (
    AWS_TIERS,
    Bandwidth,
    Encoding,
    Pictures,
    PriceTier,
    Travels,
)
from calculators.variable.bandwidth_prices import price_list, price_lists
from calculators.variable.bandwidth_traffic import (
    bill,
    payload,
    planned_traffic,
    tier_cost,
    transfer_seconds,
)

MILLION = 1e6
STILL = {"customers_gained": 0.0, "customers_lost": 0.0}
LISTED = PriceTier(up_to_gb=10_240.0, price=0.09)


def plain(**values):
    """Return inputs under which 1 kB down a query is all that moves: a million queries are 1 GB."""
    one = {"kilobytes_up": 0.0, "kilobytes_down": 1.0, "retry_share": 0.0, "free_gb": 0.0}
    return Bandwidth(**{**one, **values})


def plan_of(queries=MILLION, **values):
    return demand_plan(Demand(queries_per_month=queries, **{**STILL, **values}))


def cost(p, queries=MILLION, **values):
    return float(bandwidth.cost_line(p, plan_of(queries, **values), Worth()).cash[0])


def gb_out(p, queries=MILLION, **values):
    return float(planned_traffic(p, plan_of(queries, **values)).out[0])


def test_bw_1_five_binary_terabytes_less_100_gb_and_between_zones():
    """5 TB = 5,120 GB: 5,020 x 0.09 = 451.80; 500 GB x 2 x 0.01 = 10; together 462 USD."""
    p = plain(free_gb=100.0, zone_share=500.0 / 5_120.0)
    paid = bill(p, planned_traffic(p, plan_of(5_120 * MILLION)))
    assert paid.provider[0] == pytest.approx(451.80)
    assert paid.zones[0] == pytest.approx(10.0)
    assert paid.total[0] == pytest.approx(462.0, abs=1.0)


AWS_BY_HAND = [
    pytest.param(100, 0.0, id="100 GB are free"),
    pytest.param(101, 0.09, id="1 x 0.09"),
    pytest.param(10_240, 912.6, id="(10,240 - 100) x 0.09"),
    pytest.param(10_241, 912.685, id="912.6 + 1 x 0.085: only that GB is cheaper"),
    pytest.param(51_200, 4_394.2, id="912.6 + 40,960 x 0.085"),
    pytest.param(153_600, 11_562.2, id="4,394.2 + 102,400 x 0.07"),
    pytest.param(253_600, 16_562.2, id="11,562.2 + 100,000 x 0.05"),
]


@pytest.mark.parametrize(("gb", "by_hand"), AWS_BY_HAND)
def test_tiers_by_hand(gb, by_hand):
    assert tier_cost(AWS_TIERS, 100.0, np.array([float(gb)]))[0] == pytest.approx(by_hand)


def test_an_allowance_larger_than_the_first_tier_is_taken_once():
    """Tiers of 10 GB at 1 and the rest at 2, 15 GB free: 20 GB cost 5 x 2."""
    tiers = (PriceTier(up_to_gb=10.0, price=1.0), PriceTier(price=2.0))
    assert tier_cost(tiers, 15.0, np.array([20.0]))[0] == 10.0


def test_an_allowance_above_the_traffic_costs_nothing():
    assert cost(plain(free_gb=100.0)) == 0.0


BYTES_BY_HAND = [
    pytest.param({}, 1.0, id="1 kB x 1 M = 1 GB"),
    pytest.param({"encoding": Encoding.BASE64}, 4 / 3, id="x 4/3"),
    pytest.param({"items_per_query": 24.0}, 24.0, id="24 frames a query"),
    pytest.param({"pictures": Pictures.DOWN, "resolution": 0.5}, 0.25, id="half is a quarter"),
    pytest.param({"pictures": Pictures.BOTH, "resolution": 0.1}, 0.01, id="a tenth is 1 %"),
    pytest.param({"pictures": Pictures.UP, "resolution": 0.5}, 1.0, id="pictures go up only"),
    pytest.param({"resolution": 0.5}, 1.0, id="text has no resolution"),
    pytest.param({"compression": YesNo.YES, "compression_ratio": 4.0}, 0.25, id="1 / 4"),
    pytest.param({"retry_share": 0.02}, 1.02, id="2 % again"),
    pytest.param({"retry_share": 1.0}, 2.0, id="everything twice"),
    pytest.param(
        {"devices": 1000.0, "updates": 2.0, "update_megabytes": 50.0},
        1.0 + 100.0,
        id="1,000 devices x 2 x 50 MB = 100 GB",
    ),
    pytest.param(
        {
            "devices": 1000.0,
            "updates": 2.0,
            "update_megabytes": 50.0,
            "differences": YesNo.YES,
            "difference_share": 0.9,
            "difference_size": 0.2,
        },
        1.0 + 28.0,
        id="100 x (1 - 0.9 x (1 - 0.2)) = 28",
    ),
]


@pytest.mark.parametrize(("values", "by_hand"), BYTES_BY_HAND)
def test_gigabytes_by_hand(values, by_hand):
    assert gb_out(plain(**values)) == pytest.approx(by_hand)


PARTS_BY_HAND = [
    pytest.param({"tiers": (PriceTier(price=0.1),)}, 0.1, id="1 GB x 0.1"),
    pytest.param({"kilobytes_up": 3.0, "inbound_price": 0.2}, 0.09 + 0.6, id="+ 3 x 0.2"),
    pytest.param(
        {"zone_share": 0.5, "zone_copies": 3.0},
        0.09 + 0.03,
        id="+ 1 x 0.5 x 3 x 0.01 each way",
    ),
    pytest.param(
        {"cdn_share": 0.6, "cdn_price": 0.02}, 0.4 * 0.09 + 0.6 * 0.02, id="0.6 by CDN, from cache"
    ),
    pytest.param(
        {"cdn_share": 1.0, "cdn_price": 0.02, "cdn_hit_share": 0.7},
        0.3 * 0.09 + 0.02,
        id="0.3 misses the cache and is paid twice",
    ),
    pytest.param(
        {
            "compression": YesNo.YES,
            "compression_ratio": 2.0,
            "compression_cpu_time": 3600.0,
            "cpu_price_per_hour": 0.04,
        },
        0.045 + 0.04,
        id="half the bytes, an hour of CPU for the GB before",
    ),
]


@pytest.mark.parametrize(("values", "by_hand"), PARTS_BY_HAND)
def test_cost_by_hand(values, by_hand):
    assert cost(plain(**values)) == pytest.approx(by_hand)


def test_transfer_time_by_hand():
    """500 kB up at 10 Mbit/s = 400 ms, 1,000 down at 50 = 160; packed half + 20 s/GB x 1.5 MB."""
    p = Bandwidth(kilobytes_up=500.0, kilobytes_down=1000.0)
    assert transfer_seconds(p) == pytest.approx(0.4 + 0.16)
    packed = replace(p, compression=YesNo.YES, compression_ratio=2.0)
    assert transfer_seconds(packed) == pytest.approx(0.2 + 0.08 + 0.03)


def test_only_what_a_model_scores_travels_where_devices_sample():
    """A quarter scored, a fifth of it from a cache: 1 GB x 0.25 x 0.8 = 0.2 GB."""
    shares = {"scored_share": 0.25, "cached_share": 0.2}
    assert gb_out(plain(), **shares) == pytest.approx(1.0)
    assert gb_out(plain(travels=Travels.SCORED), **shares) == pytest.approx(0.2)


def test_devices_grow_with_the_customers():
    p = plain(kilobytes_down=0.0, devices=10.0, update_megabytes=100.0)
    plan = demand_plan(Demand(customers_gained=0.1, customers_lost=0.0, usage_growth=0.5))
    moved = planned_traffic(p, plan)
    assert moved.out[1] / moved.out[0] == pytest.approx(1.1)
    none = planned_traffic(p, demand_plan(Demand(customers=0.0)))
    np.testing.assert_allclose(none.out, 1.0)


def test_one_amount_replaces_everything_and_grows_with_the_queries():
    p = plain(monthly_amount=50.0, devices=1e6)
    line = bandwidth.cost_line(p, demand_plan(Demand(usage_growth=0.1, **STILL)), Worth())
    assert line.cash[:2] == pytest.approx([50.0, 55.0])
    np.testing.assert_array_equal(line.cash, line.variable)


def test_both_lenses_are_the_same_and_credits_pay_all_but_a_delivery_network():
    p = plain(cdn_share=0.5, cdn_price=0.2)
    line = bandwidth.cost_line(p, plan_of(), Worth())
    np.testing.assert_array_equal(line.cash, line.accounting)
    np.testing.assert_array_equal(line.cash, line.variable)
    np.testing.assert_allclose(line.cash - line.cloud, 0.5 * 0.2)
    assert not line.weeks.any()


REFUSED = [
    ({"resolution": 1.5}, "Resolution, share of the original: 150 % is not in 1 to 100 %"),
    ({"free_gb": -1.0}, "Free allowance: -1 is not in 0 to"),
    ({"retry_share": 1.5}, "Sent again: 150 % is not in 0 to 100 %"),
    ({"tiers": ()}, "Price tiers: 0 rows is not in 1 to 12 rows"),
    ({"tiers": (PriceTier(),) * 13}, "Price tiers: 13 rows is not in 1 to 12 rows"),
    (
        {"tiers": (AWS_TIERS[1], AWS_TIERS[0], AWS_TIERS[3])},
        "Price tiers: To 10,240 GB ends at 10240 GB, below 51.2k .*tiers must rise",
    ),
    (
        {"compression": YesNo.YES, "compression_ratio": None},
        "Compression: ratio: unknown while compression is on",
    ),
    ({"kilobytes_down": np.nan}, "Sent down per item: not a number; it takes 0 to"),
]


@pytest.mark.parametrize(("values", "said"), REFUSED)
def test_bad_inputs_are_refused_in_words(values, said):
    with pytest.raises(InputError, match=said):
        Bandwidth(**values)


def test_a_negative_price_is_refused():
    with pytest.raises(InputError, match=r"Price: -\$0.09 is not in \$0 to \$100/GB"):
        PriceTier(price=-0.09)
    with pytest.raises(InputError, match="Up to: -5 is not in 0 to"):
        PriceTier(up_to_gb=-5.0)


def test_more_tiers_can_be_added_by_a_link_without_a_word():
    again, messages = codec.applied(Scenario(), {"bandwidth.tiers": "12"})
    assert messages == []
    assert len(again.bandwidth.tiers) == 12


def test_a_link_whose_tiers_fall_keeps_the_rest_and_says_so():
    again, messages = codec.applied(
        Scenario(), {"bandwidth.tiers.1.up_to_gb": "5", "bandwidth.free_gb": "7"}
    )
    assert again.bandwidth.free_gb == 7
    assert again.bandwidth.tiers == AWS_TIERS
    assert any("tiers must rise" in message for message in messages)


@pytest.mark.parametrize("one", price_lists(), ids=lambda one: one.key)
def test_a_price_list_of_the_catalog_fills_tiers_and_allowance(one):
    scenario, said = filled(Scenario(), "bandwidth.provider", one.key)
    assert scenario.bandwidth.tiers == one.tiers
    assert scenario.bandwidth.free_gb == one.free_gb
    assert all(one.condition in text for text in said)


def test_the_default_tiers_are_those_of_the_catalog():
    aws = price_list("aws-internet-100")
    assert aws is not None
    assert [(t.name, t.up_to_gb, t.price) for t in aws.tiers] == [
        (t.name, t.up_to_gb, t.price) for t in AWS_TIERS
    ]
    assert (aws.free_gb, aws.ends_at_gb) == (100.0, 512_000.0)


def test_an_unknown_price_list_fills_nothing():
    scenario, said = filled(Scenario(), "bandwidth.provider", "typed")
    assert scenario.bandwidth.tiers == AWS_TIERS
    assert said == []
    assert "aws-internet-100" in {option["value"] for option in options("egress")}


VOLUMES = st.floats(0.0, 1e7)


@given(VOLUMES, VOLUMES)
def test_more_traffic_never_costs_less_and_never_more_than_the_first_price(one, other):
    low, high = sorted((one, other))
    paid = tier_cost(AWS_TIERS, 100.0, np.array([low, high]))
    assert 0 <= paid[0] <= paid[1] <= 0.09 * high + 1e-6


@given(st.floats(1.0, 1e6), st.floats(0.0, 1e5))
def test_splitting_a_tier_at_the_same_price_changes_nothing(gb, edge):
    whole = (LISTED, PriceTier(price=0.05))
    split = (replace(LISTED, up_to_gb=min(edge, 10_240.0)), *whole)
    paid = [tier_cost(tiers, 100.0, np.array([gb]))[0] for tiers in (whole, split)]
    assert paid[0] == pytest.approx(paid[1])


@settings(deadline=None)
@given(st.floats(0.01, 1.0), st.floats(1.0, 100.0), st.sampled_from(list(Pictures)))
def test_lower_resolution_and_compression_never_move_more(resolution, ratio, pictures):
    p = Bandwidth(pictures=pictures, kilobytes_up=50.0, kilobytes_down=80.0)
    lower = replace(p, resolution=resolution)
    packed = replace(lower, compression=YesNo.YES, compression_ratio=ratio)
    sizes = [payload(one).up + payload(one).down for one in (p, lower, packed)]
    assert sizes[0] >= sizes[1] >= sizes[2]


RICH = Bandwidth(
    kilobytes_up=50.0, kilobytes_down=300.0, pictures=Pictures.BOTH, devices=500.0, cdn_share=0.2
)
LEVERS = {"bandwidth.compression", "bandwidth.resolution", "bandwidth.travels",
          "bandwidth.differences"}  # fmt: skip


def levers(p=RICH, **demand):
    plan = plan_of(**{"scored_share": 0.5, "queries": 2 * MILLION, **demand})
    return {a.key: a for a in bandwidth.adoptions(p, plan, Worth())}


@pytest.mark.parametrize("key", sorted(LEVERS))
def test_what_a_lever_saves_today_is_what_the_plan_saves_in_month_1(key):
    start = replace(
        Scenario(), bandwidth=RICH, demand=Demand(queries_per_month=2e6, scored_share=0.5)
    )
    lever = {a.key: a for a in bandwidth.adoptions(RICH, evaluate(start).demand, Worth())}[key]
    then = paths.with_values(start, lever.changes)
    by_plan = evaluate(start).costs["Bandwidth"][0] - evaluate(then).costs["Bandwidth"][0]
    today = np.array([lever.scale.today])
    assert lever.saving(today)[0] == pytest.approx(by_plan + lever.value_gained)
    assert by_plan > 0


def test_without_queries_nobody_waits_and_nothing_is_offered_for_them():
    assert set(levers(queries=0.0)) == {"bandwidth.differences"}


def test_a_lever_is_as_exact_beside_the_updates_of_many_devices():
    """2e6 x 0.1 kB, a third of it left, at 1 USD/GB: 0.1333 USD beside 1e8 GB of updates."""
    p = plain(kilobytes_down=0.1, devices=1e9, tiers=(PriceTier(price=1.0),), compression_ratio=3.0,
              compression_cpu_time=0.0, waits=YesNo.NO)  # fmt: skip
    saved = levers(p)["bandwidth.compression"].saving(np.array([2e6, 2e9]))
    np.testing.assert_allclose(saved, [0.2 * 2 / 3, 200 * 2 / 3], rtol=1e-4)


def test_the_value_of_seconds_by_hand():
    """125 kB down at 10 Mbit/s takes 100 ms; a quarter of it 25 ms: 0.075 s x 500 = 37.5 USD."""
    p = plain(kilobytes_down=125.0, downlink_mbit=10.0, pictures=Pictures.DOWN)
    assert levers(p)["bandwidth.resolution"].value_gained == pytest.approx(37.5)
    assert levers(replace(p, waits=YesNo.NO))["bandwidth.resolution"].value_gained == 0


def test_a_lever_that_the_plan_has_or_that_moves_nothing_is_not_offered():
    assert set(levers()) == LEVERS
    had = replace(
        RICH,
        compression=YesNo.YES,
        resolution=0.5,
        travels=Travels.SCORED,
        differences=YesNo.YES,
    )
    assert levers(had) == {}
    assert levers(plain(kilobytes_down=0.0)) == {}
    assert set(levers(plain(), scored_share=1.0)) == {"bandwidth.compression"}


def test_a_lever_whose_effect_nobody_measured_cannot_be_told():
    unknown = replace(RICH, compression_ratio=None, resolution_points=None)
    found = levers(unknown)
    assert "ratio" in found["bandwidth.compression"].unknown
    assert "points lost" in found["bandwidth.resolution"].unknown
    scenario = replace(Scenario(), bandwidth=unknown)
    verdicts = {d.key: d.verdict for d in evaluate(scenario).decisions}
    assert verdicts["bandwidth.compression"] == "cannot_tell"
    assert verdicts["bandwidth.resolution"] == "cannot_tell"


def test_compression_turns_where_by_hand():
    """q M queries, 1 kB: saves 0.09 x q x 2/3; work 0.5 x 3,600 / 12 months = 150: q = 2,500."""
    p = plain(compression_cpu_time=0.0, waits=YesNo.NO)
    scenario = replace(
        Scenario(),
        bandwidth=p,
        demand=Demand(queries_per_month=1e8),
        worth=Worth(engineer_week_cost=3600.0),
    )
    found = next(d for d in evaluate(scenario).decisions if d.key == "bandwidth.compression")
    assert found.verdict == "not_yet"
    assert found.next_turn.crossing.value == pytest.approx(2_500 * MILLION, rel=1e-6)


def test_edges_of_tiers_are_handed_over():
    """1 kB a query: the allowance of 100 GB ends at 100 M queries, the first tier at 10,240 M."""
    p = plain(free_gb=100.0)
    edges = levers(p, scored_share=1.0)["bandwidth.compression"].edges
    assert edges[:4] == pytest.approx([1e8, 3e8, 10_240e6, 30_720e6])


def test_draws_and_points_are_quick():
    drawn = sampling.draws(replace(Scenario(), bandwidth=RICH), 1000)
    plan = demand_plan(drawn.demand)

    def best(run):
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            run()
            times.append(time.perf_counter() - begun)
        return min(times)

    assert best(lambda: bandwidth.cost_line(drawn.bandwidth, plan, drawn.worth)) < 0.05
    assert best(lambda: bandwidth.cost_line(RICH, plan_of(), Worth())) < 0.002
