"""Embedding fine-tuning: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class FineTuning(Inputs):
    """Embedding fine-tuning."""
