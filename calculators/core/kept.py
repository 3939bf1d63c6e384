"""Results that are kept: an edit changes little of a plan; what it leaves alone is looked up."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Kept(Generic[Result]):
    """The results that were asked for last, by all that they were computed from.

    Groups of inputs and results of them never change and are told apart by identity; a key holds
    them, so that none is found again for another one. ``fits``: whether a result is kept at all;
    that of many draws takes megabytes. For any number of threads; two that ask for the same at
    once both compute it, and both have what the first one found.
    """

    def __init__(self, most: int, fits: Callable[[Result], bool] = lambda _: True) -> None:
        self._most, self._fits, self._lock = most, fits, Lock()
        self._held: dict[Hashable, Result] = {}  # the longest unused first

    def get(self, key: Hashable, compute: Callable[[], Result]) -> Result:
        """Return the result of a key, computed if it is not there."""
        with self._lock:
            if key in self._held:
                self._held[key] = found = self._held.pop(key)
                return found
        result = compute()
        if not self._fits(result):
            return result
        with self._lock:
            result = self._held.setdefault(key, result)
            while len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return result
