"""Windows of a scale: where a decision pays, when it turns more than once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.core.breakeven import Crossing


@dataclass(frozen=True, slots=True)
class Window:
    """From a start, in it, to an end, not in it; infinite: beyond what is searched."""

    start: float = -np.inf
    end: float = np.inf

    def holds(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether values lie within."""
        return (self.start <= values) & (values < self.end)

    def ends_at(self, value: float) -> bool:
        """Whether it begins or ends at a value."""
        return value in (self.start, self.end)


def windows(crossings: Iterable[Crossing]) -> tuple[Window, ...]:
    """Return the windows between crossings in rising order, of a margin or of a verdict.

    Windows without width, where one condition ends as another begins, are left out.
    """
    found: list[Window] = []
    start: float | None = -np.inf  # until the first crossing says what lies below it
    for crossing in crossings:
        if crossing.direction > 0:
            start = crossing.value
        elif start is not None:
            found.append(Window(start, crossing.value))
            start = None
    if start is not None and np.isfinite(start):
        found.append(Window(start))
    return tuple(w for w in found if w.end > w.start)
