from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import proportion as sm_proportion
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.power import NormalIndPower, TTestIndPower, TTestPower

from calculators.core import power

TRIALS = 20_000
SHARES = st.floats(0.05, 0.95)


def test_pow_1_effect_size_of_one_half_against_two_fifths():
    assert power.effect_size(0.5, 0.4) == pytest.approx(0.20135792, abs=1e-8)


def test_pow_2_ten_against_eleven_percent_by_the_arcsine():
    assert power.arcsine_size(0.11, 0.10, 0.05, 0.8) == pytest.approx(14_744.1, abs=0.1)


def test_pow_3_connors_pairs():
    pairs = power.paired_size(0.45 - 0.05, 0.45 + 0.05, 0.05, 0.8)
    assert pairs == pytest.approx(22.01, abs=0.005)
    assert np.ceil(pairs) == 23


def test_pow_4_exact_power_of_500_paired_queries():
    assert power.paired_power(500, 0.02, 0.025, 0.05) == pytest.approx(0.7976, abs=5e-5)
    assert power.paired_power(500, 0.02, 0.025, 0.05) == pytest.approx(0.800, abs=0.015)
    normal = power.paired_power(500, 0.02, 0.025, 0.05, exact=False)
    assert normal == pytest.approx(0.809, abs=5e-4)


def test_pow_5_t_tests():
    assert power.graded_arm_size(0.5, 1.0, 0.05, 0.8) == pytest.approx(63.77, abs=0.01)
    assert power.graded_size(0.5, 1.0, 0.05, 0.8) == pytest.approx(33.3672, abs=1e-4)


@pytest.mark.parametrize(("gain", "size"), [(0.01, 24_641), (0.02, 6_039), (0.03, 2_629)])
def test_pow_6_independent_sets(gain, size):
    assert power.independent_size(0.8, gain, 0.05, 0.8) == pytest.approx(size, rel=0.005)


@pytest.mark.parametrize(("gain", "size"), [(0.01, 7_847), (0.02, 1_960), (0.03, 870)])
def test_pow_7_paired_with_a_tenth_discordant(gain, size):
    assert power.paired_size(gain, 0.1, 0.05, 0.8) == pytest.approx(size, rel=0.005)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
@pytest.mark.parametrize("wanted", [0.7, 0.9])
def test_sizes_agree_with_statsmodels(share, wanted):
    h = power.effect_size(share + 0.05, share)
    assert h == pytest.approx(sm_proportion.proportion_effectsize(share + 0.05, share))
    theirs = NormalIndPower().solve_power(h, alpha=0.05, power=wanted)
    assert power.arcsine_size(share + 0.05, share, 0.05, wanted) == pytest.approx(theirs, rel=1e-4)
    theirs = sm_proportion.samplesize_proportions_2indep_onetail(
        0.05, share, wanted, alpha=0.05, alternative="two-sided"
    )
    assert power.independent_size(share, 0.05, 0.05, wanted) == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize("effect", [0.02, 0.2, 1.5])
def test_t_sizes_agree_with_statsmodels(effect):
    ours = power.graded_size(effect, 1.0, 0.05, 0.8), power.graded_arm_size(effect, 1.0, 0.05, 0.8)
    one = TTestPower().solve_power(effect, alpha=0.05, power=0.8)
    two = TTestIndPower().solve_power(effect, alpha=0.05, power=0.8)
    assert ours == (pytest.approx(float(one), rel=2e-4), pytest.approx(float(two), rel=2e-4))


@pytest.mark.parametrize(("won", "lost"), [(15, 5), (5, 15), (7, 7), (1, 0), (0, 0), (60, 33)])
def test_exact_mcnemar_agrees_with_statsmodels(won, lost):
    theirs = mcnemar([[10, won], [lost, 10]], exact=True).pvalue
    assert power.mcnemar_exact(won, lost) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize(("hits", "items"), [(0, 20), (3, 20), (20, 20), (400, 1000)])
def test_wilson_agrees_with_statsmodels(hits, items):
    theirs = sm_proportion.proportion_confint(hits, items, 0.05, method="wilson")
    assert power.wilson_interval(hits, items, 0.95) == pytest.approx(theirs, abs=1e-12)


def test_nothing_looked_at_says_nothing():
    assert power.wilson_interval(0, 0, 0.95) == (0.0, 1.0)


def test_interval_by_hand_15_won_5_lost_of_98_is_10_of_100_with_21_discordant():
    low, high = power.paired_interval(15, 5, 98, 0.95)
    half = 1.959963985 * np.sqrt((0.21 - 0.01) / 100)
    assert (low, high) == pytest.approx((0.10 - half, 0.10 + half), abs=1e-9)


def test_items_for_a_share_by_hand():
    # limit 5 %, truth 10 %: (1.96·√.0475 + .8416·√.09)² / .05² = (.42717 + .25249)² / .0025
    assert power.items_for_share(0.1, 0.05, 0.05, 0.8) == pytest.approx(184.77, abs=0.01)
    assert power.items_for_share(0.05, 0.05, 0.05, 0.8) == np.inf
    assert power.items_for_width(0.5, 0.1, 0.95) == pytest.approx(96.04, abs=0.01)


def test_ten_alike_of_one_source_are_worth_one():
    assert power.clustered(1000.0, 10.0, 1.0) == 100
    assert power.clustered(1000.0, 10.0, 0.5) == pytest.approx(1000 / 5.5)


def test_twelve_looks_divide_five_percent():
    assert power.per_look(0.05, np.array([1.0, 12.0])) == pytest.approx([0.05, 0.05 / 12])


def test_what_is_impossible_is_never_proven():
    assert power.paired_size(0.05, 0.04, 0.05, 0.8) == np.inf
    assert power.paired_size(0.0, 0.1, 0.05, 0.8) == np.inf
    assert power.independent_size(0.99, 0.02, 0.05, 0.8) == np.inf
    assert power.graded_size(0.0, 0.3, 0.05, 0.8) == np.inf
    assert np.all(np.isinf(power.detectable_gain(np.array([0.0, 1, 3.8]), 0.1, 0.05, 0.8)))


def test_a_gain_beyond_the_discordance_brings_its_own():
    gain = power.detectable_gain(30.0, 0.01, 0.05, 0.8)
    assert 30 * gain == pytest.approx((1.959964 + 0.841621 * np.sqrt(1 - gain)) ** 2, rel=1e-5)


def exact_power_by_summing(items, gain, d, significance):
    total, won_share = 0.0, (d + gain) / (2 * d)
    for k in range(items + 1):
        won = np.arange(k + 1)
        p = np.minimum(2 * stats.binom.cdf(np.minimum(won, k - won), k, 0.5), 1)
        seen = stats.binom.pmf(won, k, won_share)[(p <= significance) & (won > k / 2)]
        total += stats.binom.pmf(k, items, d) * seen.sum()
    return total


@pytest.mark.parametrize(
    ("items", "gain", "d", "significance"),
    [(40, 0.1, 0.2, 0.05), (3, 0.5, 0.9, 0.05), (300, 0.03, 0.03, 0.01), (59, 0.2, 1.0, 0.05)],
)
def test_exact_power_is_the_sum_over_every_outcome(items, gain, d, significance):
    summed = exact_power_by_summing(items, gain, d, significance)
    assert power.paired_power(items, gain, d, significance) == pytest.approx(summed, abs=2e-6)


@pytest.mark.parametrize("significance", [0.05, 0.005])
@pytest.mark.parametrize(("gain", "d"), [(0.01, 0.1), (0.03, 0.1), (0.06, 0.3)])
def test_the_corrected_normal_takes_over_smoothly(gain, d, significance):
    items = int(power.EXACT_UP_TO / d) + 1
    summed = exact_power_by_summing(items, gain, d, significance)
    assert power.paired_power(items, gain, d, significance) == pytest.approx(summed, abs=0.02)


@pytest.mark.parametrize(
    ("gain", "d", "within"),
    # with 87 discordant queries only, the test sees a little more than Connor's formula says
    [(0.02, 0.1, 0.01), (0.015, 0.1, 0.01), (0.05, 0.3, 0.01), (0.03, 0.1, 0.02)],
)
def test_simulated_paired_power_at_the_returned_size(gain, d, within):
    items = int(np.ceil(power.paired_size(gain, d, 0.05, 0.8)))
    draws = np.random.default_rng(7).multinomial(
        items, [(d + gain) / 2, (d - gain) / 2, 1 - d], TRIALS
    )
    won, lost = draws[:, 0], draws[:, 1]
    seen = (won - lost) / np.sqrt(won + lost) > stats.norm.isf(0.025)
    assert seen.mean() == pytest.approx(0.8, abs=within)


@pytest.mark.parametrize(("share", "gain"), [(0.8, 0.03), (0.6, 0.05)])
def test_simulated_independent_power_at_the_returned_size(share, gain):
    items = int(np.ceil(power.independent_size(share, gain, 0.05, 0.8)))
    rng = np.random.default_rng(11)
    now, then = rng.binomial(items, share, TRIALS), rng.binomial(items, share + gain, TRIALS)
    both = (now + then) / (2 * items)
    z = (then - now) / items / np.sqrt(2 * both * (1 - both) / items)
    assert (z > stats.norm.isf(0.025)).mean() == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize("ratio", [0.3, 1.0, 2.8])
def test_simulated_exaggeration_and_wrong_signs(ratio):
    seen = np.random.default_rng(3).normal(ratio, 1.0, 40 * TRIALS)
    wins = seen[np.abs(seen) > stats.norm.isf(0.025)]
    found = power.overstatement(ratio, 1.0, 0.05)
    assert found.wrong_sign == pytest.approx((wins < 0).mean(), abs=0.006)
    assert found.factor == pytest.approx(np.abs(wins).mean() / ratio, rel=0.01)


def test_simulated_exaggeration_of_paired_queries():
    items, gain, d = 300, 0.02, 0.1
    draws = np.random.default_rng(5).multinomial(
        items, [(d + gain) / 2, (d - gain) / 2, 1 - d], 10 * TRIALS
    )
    found = (draws[:, 0] - draws[:, 1]) / items
    error = np.sqrt((d - gain**2) / items)
    wins = found[np.abs(found) > stats.norm.isf(0.025) * error]
    says = power.overstatement(gain, error, 0.05)
    assert says.factor == pytest.approx(np.abs(wins).mean() / gain, rel=0.03)
    assert says.wrong_sign == pytest.approx((wins < 0).mean(), abs=0.005)


def test_no_gain_half_the_wins_are_losses():
    found = power.overstatement(0.0, 0.01, 0.05)
    assert (found.wrong_sign, found.factor) == (0.5, np.inf)


@given(gain=st.floats(0.002, 0.05), extra=st.floats(0.0, 0.4), items=st.floats(5, 1e5))
def test_more_queries_never_reduce_power(gain, extra, items):
    sizes = np.array([items, 2 * items])
    normal = power.paired_power(sizes, gain, gain + extra, 0.05, exact=False)
    assert normal[1] >= normal[0] - 1e-12
    apart = power.independent_power(sizes, 0.8, gain, 0.05)
    assert apart[1] >= apart[0]


@given(discordance=st.floats(0.01, 0.9), items=st.floats(50, 1e6), level=st.floats(0.001, 0.2))
def test_smallest_provable_gain_is_the_inverse_of_the_size(discordance, items, level):
    gain = power.detectable_gain(items, discordance, level, 0.8)
    own = np.maximum(discordance, gain)
    assert power.paired_size(gain, own, level, 0.8) == pytest.approx(items, rel=1e-6)
    seen = power.paired_power(items, gain, own, level, exact=False)
    assert seen == pytest.approx(0.8, abs=1e-6)


@given(share=SHARES, items=st.floats(20, 1e6))
def test_smallest_gain_of_independent_sets_is_the_inverse(share, items):
    gain = power.independent_gain(items, share, 0.05, 0.8)
    if np.isfinite(gain):
        assert power.independent_size(share, gain, 0.05, 0.8) == pytest.approx(items, rel=1e-5)
        assert power.independent_power(items, share, gain, 0.05) == pytest.approx(0.8, abs=1e-6)


@given(share=SHARES, gain=st.floats(0.005, 0.04))
def test_pairs_that_know_nothing_of_each_other_need_about_both_sets_of_one(share, gain):
    then = share + gain
    apart = share * (1 - then) + then * (1 - share)
    pairs = power.paired_size(gain, apart, 0.05, 0.8)
    assert pairs == pytest.approx(power.independent_size(share, gain, 0.05, 0.8), rel=0.02)
