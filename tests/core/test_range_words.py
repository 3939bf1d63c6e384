"""Messages say values and ranges as people enter them."""

from __future__ import annotations

import pytest

from calculators.core.range_words import entered, reach, refusal

INFINITE = float("inf")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1e8, "GB", "100M"),
        (1_234_567.0, "", "1234567"),  # no digit of what was entered is lost
        (1.4, "share", "140 %"),
        (1.1, "share/month", "110 %"),
        (-5.0, "USD", "-$5"),
        (0.0, "", "0"),
        (INFINITE, "h", "infinite"),
        (-INFINITE, "", "minus infinite"),
        (1e15, "", "1e15"),
        (2.5e300, "USD", "$2.5e300"),
        (2e-9, "USD/GB", "$0.000000002"),
        (1e-20, "", "1e-20"),
        (0.1 + 0.2, "share", "30 %"),  # what sums leave behind was not entered
        (1e13, "", "10T"),
    ],
)
def test_a_value_is_said_as_it_is_entered(value, unit, said):
    assert entered(value, unit) == said


@pytest.mark.parametrize(
    ("bounds", "unit", "said"),
    [
        ((0.0, 1e8), "GB", "0 to 100M GB"),
        ((-0.9, 1.0), "share/month", "-90 to 100 % a month"),
        ((0.0, 1e4), "USD/h", "$0 to $10k/h"),
        ((0.0, 1e13), "queries/month", "0 to 10T queries a month"),
        ((1.0, 24.0), "×", "1 to 24 ×"),
    ],
)
def test_a_range_is_said_with_its_unit(bounds, unit, said):
    assert reach(bounds, unit) == said


def test_a_refusal_names_value_and_range():
    assert refusal(1.5, (1.0, 1e5), "GPUs", whole=True) == (
        "1.5 is not a whole number in 1 to 100k GPUs"
    )
    assert refusal(float("nan"), (0.0, 1.0), "share") == "not a number; it takes 0 to 100 %"
    assert refusal(float("nan"), (1.0, 1e5), "GPUs", whole=True) == (
        "not a number; it takes a whole number in 1 to 100k GPUs"
    )


def test_a_refused_value_never_reads_as_one_that_is_taken():
    assert refusal(1.0 + 2.0**-52, (0.0, 1.0), "share") == (
        "100.00000000000001 % is not in 0 to 100 %"
    )
    assert refusal(3.0000000000000004, (1.0, 5.0), "", whole=True) == (
        "3.0000000000000004 is not a whole number in 1 to 5"
    )
