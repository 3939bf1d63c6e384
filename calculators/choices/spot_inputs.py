"""Spot instances: what is asked. Declarations."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class Spot(Inputs):
    """Spot instances: discount, interruptions, checkpoints."""
