"""Cloud or own machines: what is asked. Declarations."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class Ownership(Inputs):
    """Own machines: price and upkeep."""
