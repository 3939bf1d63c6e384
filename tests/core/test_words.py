"""Words by hand, and that no number can make them fail or print a computer's word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import words

N, S, M = "\u202f", "\u00a0", "\u2212"
INF = float("inf")
NUMBERS = st.floats(allow_nan=False)


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (12_400, "$12.4k"),
        (1_240_000, "$1.24M"),
        (0.31, "$0.31"),
        (0.0031, f"0.31{N}¢"),
        (0.00999, f"0.999{N}¢"),
        (0.009999, "$0.01"),
        (2.08, "$2.08"),
        (5.8, "$5.80"),
        (12.345, "$12.30"),
        (5, "$5"),
        (0, "$0"),
        (999.6, "$1k"),
        (190, "$190"),
        (2.55e9, "$2.55B"),
        (-1_200, "minus $1.2k"),
        (INF, "no limit"),
        (-INF, "no limit"),
        (None, "unknown"),
        (np.float64(8_730), "$8.73k"),
    ],
)
def test_money_is_said_in_three_figures(x, said):
    assert words.money(x) == said


@pytest.mark.parametrize(
    ("per", "said"),
    [
        ("h", "$2.99/h"),
        ("month", "$2.99 a month"),
        ("1,000 queries", "$2.99 per 1,000 queries"),
    ],
)
def test_money_per_something(per, said):
    assert words.money(2.99, per) == said


@pytest.mark.parametrize(
    ("x", "unit", "said"),
    [
        (4_200_000, "queries", f"4.2{N}M{S}queries"),
        (350_000, "", "350k"),
        (2_300_000_000, "", f"2.3{N}B"),
        (1.5e13, "tokens", f"15{N}T{S}tokens"),
        (999_999, "", f"1{N}M"),
        (0.08, "", "0.08"),
        (1, "queries", f"1{S}query"),
        (1, "weeks", f"1{S}week"),
        (2, "people", f"2{S}people"),
        (-3.2, "", f"{M}3.2"),
        (-1e-320, "", f"{M}1{N}×{N}10⁻³²⁰"),
        (3.1e-8, "", f"3.1{N}×{N}10⁻⁸"),
        (1.24e24, "FLOP", f"1.24{N}×{N}10²⁴{N}FLOP"),
        (INF, "queries", "never"),
        (None, "queries", "unknown"),
    ],
)
def test_numbers_are_said_in_three_figures(x, unit, said):
    assert words.number(x, unit) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.18, f"18{N}%"),
        (0.031, f"3.1{N}%"),
        (1.0, f"100{N}%"),
        (0.9995, f"99.95{N}%"),
        (0.99999, f"99.999{N}%"),
        (0.0, f"0{N}%"),
        (-0.05, f"{M}5{N}%"),
        (1.5, f"150{N}%"),
        (INF, "no limit"),
        (None, "unknown"),
    ],
)
def test_percent_never_says_100_when_it_is_less(share, said):
    assert words.percent(share) == said


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (21.4, f"21.4{N}mo"),
        (1.0, f"1{N}mo"),
        (0.02, f"under 0.1{N}mo"),
        (99.97, f"100{N}mo"),
        (123.4, f"123{N}mo"),
        (0, f"0{N}mo"),
        (INF, "never"),
        (None, "unknown"),
    ],
)
def test_months(x, said):
    assert words.months(x) == said


@pytest.mark.parametrize(
    ("start", "elapsed", "said"),
    [
        ("2026-12", 0, "Dec\u00a02026"),
        ("2026-12", 0.99, "Dec\u00a02026"),
        ("2026-12", 1, "Jan\u00a02027"),
        ("2026-12", 20.4, "Aug\u00a02028"),
        ("2026-12", 19.9999999999999, "Aug\u00a02028"),
        ("2026-01", -1, "Dec\u00a02025"),
        ("2026-01", 1e300, "after 9999"),
        ("2026-01", -1e9, "before our era"),
        ("2026-01", INF, "never"),
        ("2026-01", None, "unknown"),
    ],
)
def test_calendar_month_holds_the_moment(start, elapsed, said):
    assert words.calendar_month(start, elapsed) == said


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (900_000, 3_100_000, "", f"0.9–3.1{N}M"),
        (8_300_000, 17_700_000, "queries", f"8.3–17.7{N}M{S}queries"),
        (900_000, 3_100_000, "USD", "$0.9–3.1M"),
        (2.1, 5.8, "USD/h", "$2.10–5.80/h"),
        (0.02, 0.3, "share", f"2–30{N}%"),
        (0.9, 3.1, "months", f"0.9–3.1{N}mo"),
        (300, 3_100_000, "", f"300 to 3.1{N}M"),
        (5, 5, "GB", f"5{N}GB"),
        (1, 3, "GB", f"1–3{N}GB"),
        (500, 3_000, "GB", f"500{N}GB to 3{N}TB"),
        (-2, 3, "", f"{M}2 to 3"),
        (2_000_000, INF, "", f"from 2{N}M"),
        (-INF, 4, "", "up to 4"),
        (-INF, INF, "", "never"),
        (INF, INF, "", "never"),
        (None, 3, "", "unknown"),
    ],
)
def test_interval(low, high, unit, said):
    assert words.interval(low, high, unit) == said


def test_an_interval_the_wrong_way_round_is_refused():
    with pytest.raises(ValueError, match="low to high"):
        words.interval(3, 1)


@pytest.mark.parametrize(
    ("function", "x", "said"),
    [
        (words.signed_months, 1.3, ("adds", f"1.3{N}mo")),
        (words.signed_months, -1.9, ("costs", f"1.9{N}mo")),
        (words.signed_months, -INF, ("costs", "no limit")),
        (words.signed_months, None, ("", "unknown")),
        (words.signed_money, 1_900, ("saves", "$1.9k")),
        (words.signed_money, -3_100, ("costs", "$3.1k")),
    ],
)
def test_the_verb_carries_the_sign(function, x, said):
    assert function(x) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.18, "share", f"18{N}%"),
        (2.99, "USD/h", "$2.99/h"),
        (8_730, "USD/month", "$8.73k a month"),
        (128_000, "USD", "$128k"),
        (0.0031, "USD/query", f"0.31{N}¢ per query"),
        (4_200_000, "queries/month", f"4.2{N}M{S}queries a month"),
        (1_800, "tokens/query", f"1.8k{S}tokens per query"),
        (0.31, "1/h", "0.31/h"),
        (80, "GB", f"80{N}GB"),
        (1_200, "GB", f"1.2{N}TB"),
        (3_350, "GB/s", f"3.35{N}TB/s"),
        (989, "TFLOP/s", f"989{N}TFLOP/s"),
        (1_024, "bytes", f"1.02{N}kB"),
        (1, "bytes", f"1{S}byte"),
        (1_500, "ms", f"1.5{N}s"),
        (0.35, "s", f"0.35{N}s"),
        (48, "months", f"48{N}mo"),
        (3, "weeks", f"3{S}weeks"),
        (0.6, "points", f"0.6{S}points"),
        (2.6, "×", f"2.6{N}×"),
        (None, "GB", "unknown"),
        (INF, "GB", "no limit"),
    ],
)
def test_every_unit_has_its_words(value, unit, said):
    assert words.value_with_unit(value, unit) == said


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (4_200_000.0, "4200000"),
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (-0.0, "0"),
        (1e300, "1e+300"),
        (INF, "never"),
        (None, "unknown"),
    ],
)
def test_exact_keeps_every_digit(x, said):
    assert words.exact(x) == said


@pytest.mark.parametrize(
    "function", [words.number, words.money, words.percent, words.months, words.exact]
)
def test_nan_is_refused(function):
    with pytest.raises(ValueError, match="NaN"):
        function(float("nan"))


@given(x=NUMBERS, unit=st.sampled_from(["", "share", "USD", "USD/h", "queries/month", "GB", "ms"]))
def test_no_number_prints_a_word_of_the_computer(x, unit):
    texts = [
        words.number(x, "queries"),
        words.money(x, "h"),
        words.percent(x),
        words.months(x),
        words.calendar_month("2026-12", x),
        words.exact(x),
        *words.signed_months(x),
        *words.signed_money(x),
        words.value_with_unit(x, unit),
    ]
    assert all(text for text in texts)
    assert not any("nan" in text or "inf" in text.lower() for text in texts)
    assert not any(text.startswith(("-", "$-", M + "$", "$" + M)) for text in texts[:5])


@given(ends=st.lists(NUMBERS, min_size=2, max_size=2), unit=st.sampled_from(["", "USD", "share"]))
def test_no_interval_prints_a_word_of_the_computer(ends, unit):
    text = words.interval(min(ends), max(ends), unit)
    assert "nan" not in text
    assert "inf" not in text


@given(x=st.floats(allow_nan=False, allow_infinity=False))
def test_exact_can_be_read_back(x):
    assert float(words.exact(x)) == x
