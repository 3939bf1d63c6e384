from __future__ import annotations

import pytest

from calculators.core.paired_results import MOST_QUERIES, PairedError, paired_results


@pytest.mark.parametrize(
    "text",
    [
        "1 1\n0 1\n1 0\n0 0\n0 1",
        "1,1\n0,1\n1,0\n0,0\n0,1\n\n",
        "1\t1\r\n0\t1\r\n1\t0\r\n0\t0\r\n0\t1",
        "old;new\n1;1\n0;1\n1;0\n0;0\n0;1",
        "1 0 1 0 0\n1 1 0 0 1",
    ],
)
def test_five_queries_one_both_two_won_one_lost_one_neither(text):
    found = paired_results(text)
    assert (found.both, found.won, found.lost, found.neither) == (1, 2, 1, 1)
    assert (found.accuracy, found.gain, found.discordance) == pytest.approx((0.4, 0.2, 0.6))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Nothing is pasted"),
        ("old new", "Nothing is pasted"),
        ("1 0 1\n1 0", "3 and 2 results"),
        ("1 0\n1\n0 0", "Line 2 holds 1"),
        ("1 0\n1 2\n0 0", "Query 2: '2' is not 0 or 1"),
        ("1 1\n0 0\n1 1", "agree on all 3"),
        ("1 0\n" * (MOST_QUERIES + 1), "at most 200,000"),
        ("1" * 2_000_000, "at most 1,000,000"),
    ],
)
def test_what_is_refused_says_why(text, said):
    with pytest.raises(PairedError, match=said):
        paired_results(text)
