"""Near-duplicate removal: the S-curve as published, money by hand, what evidence decides."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from calculators import presets
from calculators.core.business import Worth
from calculators.core.decision import Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.practices import near_duplicates as nd
from calculators.practices.near_duplicates_evidence import (
    evidence,
    first_sample,
    information_value,
    missing,
    more_to_read,
    turn,
)
from calculators.practices.near_duplicates_inputs import Method, NearDuplicates
from calculators.practices.near_duplicates_lsh import (
    found_by_half,
    found_share,
    rows_of_band,
    threshold,
)
from calculators.practices.near_duplicates_value import removal, step
from calculators.scenario import Scenario

WORTH = Worth(engineer_week_cost=4000.0, payback_months=12.0)
PLAN = demand_plan(Demand(queries_per_month=1e6))
COUNTED = NearDuplicates(
    failure_share=0.01, failures_sampled=200.0, failures_traced=40.0, cost_per_failure=2.0,
    exact_share=0.25, hashes=200.0, bands=40.0, pair_similarity=0.5, lookalike_similarity=0.25,
    new_documents=10_000.0, lookalike_share=0.1, cost_per_wrong_removal=3.0, upkeep_time=0.25,
    calibration_weeks=3.0, exact_weeks=0.5, documents=1e6, embedding_price=0.02,
    semantic_caught=0.9, semantic_false_share=0.2,
)  # fmt: skip


def offered(p=COUNTED, worth=WORTH, plan=PLAN):
    return {a.changes["near_duplicates.method"]: a for a in nd.adoptions(p, plan, worth)}


def plan_with(**values):
    scenario = replace(Scenario(), worth=WORTH, near_duplicates=replace(COUNTED, **values))
    return evaluate(with_values(scenario, {"demand.queries_per_month": 1e6}))


def decisions(**values):
    return {d.changes["near_duplicates.method"]: d
            for d in plan_with(**values).decisions_on("near_duplicates")}  # fmt: skip


# --- the S-curve --------------------------------------------------------------------------------


def test_lsh_1_200_hashes_in_40_bands():
    """R package textreuse: threshold 0.4781762, P(0.25), P(0.5), P(0.75)."""
    assert threshold(200.0, 40.0) == pytest.approx(0.4781762, abs=1e-6)
    found = found_share(np.array([0.25, 0.5, 0.75]), 200.0, 40.0)
    np.testing.assert_allclose(found, [0.03832775, 0.7191538, 0.9999803], atol=1e-6)


def test_the_threshold_is_not_where_half_of_the_pairs_are_found():
    """(1 − 2^(−1/40))^(1/5) = 0.4434: there P is one half; at the threshold P is 64 %."""
    half = found_by_half(200.0, 40.0)
    assert found_share(half, 200.0, 40.0) == pytest.approx(0.5, abs=1e-12)
    assert half < threshold(200.0, 40.0)
    assert found_share(threshold(200.0, 40.0), 200.0, 40.0) == pytest.approx(0.6368, abs=1e-3)


def test_hashes_that_fill_no_band_are_not_used():
    assert rows_of_band(130.0, 16.0) == 8
    assert found_share(0.6, 130.0, 16.0) == found_share(0.6, 128.0, 16.0)


@given(
    s=st.floats(0, 1), hashes=st.integers(2, 1024), bands=st.integers(2, 1024),
)  # fmt: skip
def test_the_curve_rises_from_nothing_to_all(s, hashes, bands):
    bands = min(bands, hashes)
    found = found_share(np.array([0.0, s, min(1.0, s + 0.05), 1.0]), float(hashes), float(bands))
    assert found[0] == 0
    assert found[-1] == 1
    assert np.all(np.diff(found) >= 0)


# --- money by hand ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "caught", "wrong", "net"),
    [
        pytest.param(Method.NONE, 0.0, 0.0, 0.0, id="none: 0"),
        pytest.param(Method.EXACT, 0.25, 0.0, 1000.0, id="exact: 2,000 x 0.25 x 2 = 1,000"),
        pytest.param(Method.NEAR, 0.78936535, 38.32775, 2042.4781,
                     id="near: 2,000 x (0.25 + 0.75 x 0.7191538) x 2 - 38.32775 x 3 - 1,000"),
        pytest.param(Method.SEMANTIC, 0.925, 200.0, 2099.8,
                     id="semantic: 2,000 x (0.25 + 0.75 x 0.9) x 2 - 200 x 3 - 0.20 - 1,000"),
    ],
)  # fmt: skip
def test_what_a_month_of_each_way_brings(method, caught, wrong, net):
    r = removal(COUNTED, method)
    assert r.caught == pytest.approx(caught, abs=1e-6)
    assert r.removed_wrongly == pytest.approx(wrong, abs=1e-4)
    s = step(COUNTED, Method.NONE, method, WORTH)
    assert 2000.0 * s.per_failure - s.fixed == pytest.approx(net, abs=0.01)


def test_the_work_is_exact_hashing_first_and_then_calibration():
    """From nothing 0.5 and 0.5 + 3 weeks; from exact 3; embedding a million texts: 20 USD."""
    found = offered()
    assert [found[m].weeks for m in (Method.EXACT, Method.NEAR, Method.SEMANTIC)] == [0.5, 3.5, 3.5]
    assert found[Method.SEMANTIC].upfront == pytest.approx(20.0)
    later = offered(replace(COUNTED, method=Method.EXACT))
    assert [later[m].weeks for m in (Method.NONE, Method.NEAR)] == [0.0, 3.0]


def test_near_turns_where_it_pays_back():
    """(114.98 + 1,000 + 14,000 ÷ 12) ÷ (0.78937 × 2) = 1,445.2 failures a month traced.

    Beyond exact copies: (1,114.98 + 12,000 ÷ 12) ÷ (0.53937 × 2) = 1,960.6.
    """
    found = decisions()[Method.NEAR]
    turns = {t.condition: t.crossing.value for t in found.turns}
    assert turns["cost"] == pytest.approx(1445.2, abs=0.1)
    assert turns["beyond exact copies"] == pytest.approx(1960.6, abs=0.1)
    assert found.verdict == Verdict.PAYS
    assert found.margins_today["cost"] == pytest.approx(12 * 2042.478 - 14_000, abs=1)


@pytest.mark.parametrize(("traced", "verdict"), [(195.0, Verdict.NOT_YET), (197.0, Verdict.PAYS)])
def test_the_verdict_flips_at_its_crossing(traced, verdict):
    """1,960.6 of 10,000 failures: 19.606 % of 1,000 read lies between 195 and 197."""
    read = {"failures_sampled": 1000.0, "failures_traced": traced, "tracing_minutes": 1e4}
    assert decisions(**read)[Method.NEAR].verdict == verdict


@pytest.mark.parametrize("now", Method)
def test_the_saving_today_is_what_the_lines_differ_by_and_the_value(now):
    p = replace(COUNTED, method=now)
    before = nd.cost_line(p, PLAN, WORTH)
    for method, a in offered(p).items():
        after = nd.cost_line(replace(p, method=method), PLAN, WORTH)
        bills = before.cash[0] - after.cash[0]
        time_freed = (before.weeks[0] - after.weeks[0]) * WORTH.engineer_week_cost
        saved = a.saving(np.array([a.scale.today]))[0]
        assert saved == pytest.approx(bills + time_freed + a.value_gained, abs=1e-6)


def test_more_is_not_taken_for_more_of_what_exact_hashing_does():
    """All copies are exact: hashes in bands find nothing more, and their cost is not saved."""
    found = decisions(exact_share=1.0)[Method.NEAR]
    assert found.margins_today["cost"] > 0
    assert found.margins_today["beyond exact copies"] < 0
    assert found.verdict == Verdict.NEVER


@pytest.mark.parametrize("traced", [0.0, 1.0])
def test_few_failures_are_judged_at_their_own_number(traced):
    """Exact copies: 12 x traced x 0.25 x 2 USD - 0.5 x 4,000; they pay from 333 a month on."""
    found = decisions(failures_sampled=20_000.0, failures_traced=traced)[Method.EXACT]
    assert found.scale.today < 333 / 50
    by_hand = 12 * found.scale.today * 0.25 * 2 - 2000
    assert found.margins_today["cost"] == pytest.approx(by_hand, abs=0.01)
    assert found.verdict == Verdict.NOT_YET
    assert [t.crossing.value for t in found.turns] == pytest.approx([2000 / 6])


def test_stopping_pays_where_nothing_is_traced():
    found = decisions(method=Method.NEAR, failures_traced=0.0, failures_sampled=1000.0)
    assert found[Method.NONE].verdict == Verdict.PAYS
    assert decisions(method=Method.NEAR)[Method.NONE].verdict == Verdict.NOT_YET


# --- evidence -----------------------------------------------------------------------------------


@given(read=st.integers(1, 5000), share=st.floats(0, 1), confidence=st.sampled_from([0.8, 0.95]))
def test_the_interval_is_that_of_wilson(read, share, confidence):
    traced = round(share * read)
    p = replace(COUNTED, failures_sampled=float(read), failures_traced=float(traced),
                confidence=confidence)  # fmt: skip
    found = evidence(p, PLAN, WORTH).interval
    expected = proportion_confint(traced, read, 1 - confidence, method="wilson")
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_without_failures_read_nobody_can_tell_until_they_are():
    unread = {"failures_sampled": None, "failures_traced": None}
    found = decisions(**unread)
    assert {d.verdict for d in found.values()} == {Verdict.CANNOT_TELL}
    assert found[Method.NEAR].unknown == "read 20 failures for their cause"
    assert decisions(failures_sampled=400.0, failures_traced=None)[Method.NEAR].unknown
    few = decisions(failures_sampled=400.0, failures_traced=10.0)[Method.NEAR]
    many = decisions(failures_sampled=400.0, failures_traced=150.0)[Method.NEAR]
    assert (few.verdict, many.verdict) == (Verdict.NOT_YET, Verdict.PAYS)


def test_none_of_the_first_sample_means_that_it_does_not_pay():
    """z² (1 − x) / x = 3.8415 × 0.98 / 0.02 = 188.2: 189 read, none traced, ends below 2 %."""
    assert first_sample(0.95, 0.02) == 189
    assert proportion_confint(0, 189, 0.05, method="wilson")[1] < 0.02
    assert proportion_confint(0, 188, 0.05, method="wilson")[1] > 0.02
    assert first_sample(0.95, 1e-9) == 385  # ± 5 points of any share
    assert first_sample(0.95, 0.9) == 20


def test_nothing_has_to_be_read_where_even_all_failures_would_not_pay():
    found = decisions(failures_sampled=None, failures_traced=None, cost_per_failure=0.05)
    assert found[Method.NEAR].verdict == Verdict.NOT_YET
    assert found[Method.NEAR].unknown == ""


def test_an_open_question_is_asked_only_if_the_answer_is_worth_reading_for():
    """4 of 20: 8.1 to 41.6 % holds 19.6 %; at 15 minutes it is worth it, at a week it is not."""
    few = {"failures_sampled": 20.0, "failures_traced": 5.0}
    cheap = decisions(**few, tracing_minutes=0.1)[Method.NEAR]
    assert cheap.verdict == Verdict.CANNOT_TELL
    assert cheap.unknown.endswith("more failures for their cause")
    dear = decisions(**few, tracing_minutes=2400.0)[Method.NEAR]
    assert dear.verdict == Verdict.PAYS  # 25 % counted, either is fine


def test_what_certainty_is_worth_is_what_drawn_shares_say():
    """500,000 shares of Beta(41, 161), seed 7."""
    e = evidence(COUNTED, PLAN, WORTH)
    s = step(COUNTED, Method.EXACT, Method.NEAR, WORTH)
    at = turn(e, [s], WORTH)
    drawn = stats.beta(41, 161).rvs(500_000, random_state=7)
    margins = s.margin(drawn * e.failures, WORTH)
    expected = np.mean(np.maximum(margins, 0)) - max(np.mean(margins), 0.0)
    assert information_value(e, s, at.share, WORTH) == pytest.approx(expected, rel=0.01)


def test_a_share_at_the_break_even_is_never_told_apart():
    e = evidence(COUNTED, PLAN, WORTH)
    assert more_to_read(e, e.share) == np.inf
    at = replace(turn(e, [step(COUNTED, Method.NONE, Method.NEAR, WORTH)], WORTH), share=e.share)
    assert missing(e, at, WORTH) == ""


# --- properties and refusals --------------------------------------------------------------------


@given(
    queries=st.floats(0, 1e12), share=st.floats(0, 1), wrong=st.floats(0, 1e4),
    read=st.integers(1, 10**6), now=st.sampled_from(list(Method)),
)  # fmt: skip
def test_what_is_worth_nothing_is_never_adopted(queries, share, wrong, read, now):
    p = replace(COUNTED, cost_per_failure=0.0, failure_share=share, cost_per_wrong_removal=wrong,
                failures_sampled=float(read), failures_traced=float(read), method=now)  # fmt: skip
    plan = demand_plan(Demand(queries_per_month=queries))
    for a in nd.adoptions(p, plan, WORTH):
        later = a.changes["near_duplicates.method"]
        if list(Method).index(later) > list(Method).index(now) and now == Method.NONE:
            values = np.geomspace(1e-3, 1e12, 50)
            margin = WORTH.payback_months * a.saving(values) - a.weeks * 4000.0 - a.upfront
            assert np.all(margin <= 0)


def test_no_failures_are_never_worth_anything():
    assert {d.verdict for d in decisions(failure_share=0.0).values()} == {Verdict.NEVER}


def test_the_line_of_each_way():
    assert np.all(nd.cost_line(COUNTED, PLAN, WORTH).weeks == 0)
    line = nd.cost_line(replace(COUNTED, method=Method.SEMANTIC), PLAN, WORTH)
    assert line.cash[0] == pytest.approx(10_000 / 1000 * 0.02)
    assert line.weeks[-1] == 0.25
    exact = nd.cost_line(replace(COUNTED, method=Method.EXACT), PLAN, WORTH)
    assert np.all(exact.cash + exact.weeks == 0)


def test_draws_are_rows():
    p = replace(COUNTED, method=Method.SEMANTIC, upkeep_time=np.array([0.1, 0.2]),
                new_documents=np.array([0.0, 1000.0]))  # fmt: skip
    line = nd.cost_line(p, PLAN, WORTH)
    assert line.weeks.shape == line.cash.shape == (2, 60)
    np.testing.assert_allclose(line.cash[:, 0], [0.0, 0.02])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"failures_sampled": 10.0, "failures_traced": 11.0},
         "Of them due to near-duplicates: 11 is more than Failures read, 10; it takes 0 to 10"),
        ({"hashes": 10.0, "bands": 16.0}, "Bands: 16 is more than Hashes, 10; it takes 2 to 10"),
    ],
)  # fmt: skip
def test_contradictions_are_refused(values, said):
    with pytest.raises(InputError, match=said):
        replace(COUNTED, **values)


# --- the examples -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", presets.PLANS)
def test_the_examples_do_not_have_it(key):
    assert presets.PRESETS[key].scenario.near_duplicates.method == Method.NONE


def test_the_examples_and_a_hundredfold_of_them_say_all_there_is_to_say():
    found = []
    for key in presets.PLANS:
        scenario = presets.PRESETS[key].scenario
        for times in (1, 100):
            queries = scenario.demand.queries_per_month * times
            e = evaluate(with_values(scenario, {"demand.queries_per_month": queries}))
            found += [d.verdict for d in e.decisions_on("near_duplicates")]
    assert {Verdict.PAYS, Verdict.NOT_YET, Verdict.CANNOT_TELL} <= set(found)
    assert found.count(Verdict.CANNOT_TELL) <= len(found) / 4


def test_the_line_and_the_adoptions_are_quick():
    def best(work, times=20):
        spent = []
        for _ in range(times):
            begun = time.perf_counter()
            work()
            spent.append(time.perf_counter() - begun)
        return min(spent)

    semantic = replace(COUNTED, method=Method.SEMANTIC)
    assert best(lambda: nd.cost_line(COUNTED, PLAN, WORTH)) < 0.1e-3
    assert best(lambda: nd.cost_line(semantic, PLAN, WORTH)) < 0.3e-3
    assert best(lambda: list(nd.adoptions(COUNTED, PLAN, WORTH))) < 3e-3
