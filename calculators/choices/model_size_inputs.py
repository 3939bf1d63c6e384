"""Size and shape of models: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class Models(Inputs):
    """Size and shape of models."""
