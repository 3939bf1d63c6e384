"""Results that are kept: the last ones, by the identity of what they were computed from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from calculators.core.demand import Demand
from calculators.core.kept import Kept


def test_a_result_is_computed_once_for_a_key() -> None:
    kept: Kept[list[int]] = Kept(2)
    assert kept.get("a", lambda: [1]) is kept.get("a", lambda: [2])


def test_the_longest_unused_is_forgotten() -> None:
    kept: Kept[int] = Kept(2)
    kept.get("a", lambda: 1)
    kept.get("b", lambda: 2)
    kept.get("a", lambda: 0)  # used again: now b is the oldest
    kept.get("c", lambda: 3)
    assert kept.get("a", lambda: -1) == 1
    assert kept.get("b", lambda: -2) == -2


def test_equal_groups_are_told_apart() -> None:
    kept: Kept[str] = Kept(8)
    one, other = Demand(), Demand()
    kept.get((one, 1.0), lambda: "one")
    assert kept.get((other, 1.0), lambda: "other") == "other"
    assert kept.get((one, 1.0), lambda: "again") == "one"


def test_what_does_not_fit_is_not_kept() -> None:
    kept: Kept[np.ndarray] = Kept(2, lambda result: result.ndim == 1)
    assert kept.get("many", lambda: np.zeros((3, 2))).ndim == 2
    assert kept.get("many", lambda: np.zeros(2)).ndim == 1
    assert kept.get("many", lambda: np.ones(3)).size == 2


def test_a_failure_is_not_kept() -> None:
    kept: Kept[float] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 2.0) == 2.0


def test_many_threads_find_their_own() -> None:
    kept: Kept[int] = Kept(5)

    def ask(number: int) -> bool:
        return kept.get(number % 17, lambda: number % 17) == number % 17

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(5000)))
