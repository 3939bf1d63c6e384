"""Adoption: one option of one slot, the inputs that it replaces and what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculators.core.decision import Condition, Needs, Scale
from calculators.core.inputs import Numeric

Saving = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Adoption:
    """What is replaced in the plan, what it takes, and the scale on which it turns.

    Serving levers leave ``scale`` and ``saving`` out: they turn on queries a month, by the cost of
    serving. Others hand over what is saved a month at values of their scale: bills, engineer time
    at its cost and value alike, without the work of adopting. What runway reads is the plan with
    ``changes`` in it, and the work.
    """

    key: str
    label: str
    detail: str
    changes: dict[str, Any]
    weeks: Numeric  # of engineer time to adopt it
    page: str = "compute"
    points_lost: Numeric = 0.0
    hours_gained: Numeric = 0.0  # [h/month] of downtime avoided
    value_gained: Numeric = 0.0  # [USD/month] that is no cash, at today's scale
    weeks_saved: Numeric = 0.0  # [weeks/month] of engineer time that the plan's lines do not hold
    upfront: Numeric = 0.0  # [USD] paid to adopt it, beside the work
    scale: Scale | None = None
    saving: Saving | None = None  # [USD/month] at values of the scale
    edges: Sequence[float] = ()  # values of the scale at which the saving jumps or bends
    conditions: Sequence[Condition] = ()  # on the same scale, beside the one that the saving makes
    needs: Needs = Needs.ALL  # whether every condition must hold, or one is enough
    cost_name: str = "cost"  # of the condition that the saving makes
    unknown: str = ""  # what would have to be measured first
    assumes: str = ""  # what justifies it at scale
    simpler: str = ""
    signal: str = ""
    question: str = ""  # "" asks for the label
    baseline: str = "as it is"
