"""API or self-hosted: what is asked. Declarations."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class Api(Inputs):
    """An API in place of own serving: prices and quality."""
