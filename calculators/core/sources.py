"""Sources that several groups cite; a source of one input stands beside that input."""

from __future__ import annotations

from calculators.core.inputs import Source

YOURS = Source("Assumption: yours to enter; the figure shown belongs to the example")
CONVENTION = Source("Assumption: a modelling convention, stated where it is used")
MACHINE_ROW = Source("Filled from the catalog row of the machine chosen; edit it if yours differs")
ESSAY_PRACTITIONERS = Source(
    "Dhingra and Sood, Scaling ML products at startups: a practitioner's guide, 2023",
    "https://arxiv.org/abs/2304.10660",
    "2023-04",
)


def assumption(reason: str) -> Source:
    """Return a source that says openly that the figure is assumed, and why."""
    return Source(f"Assumption: {reason}")


WORK = assumption("a first estimate by a small team; enter your own")
LOSS = assumption("not measured yet; measure it on your own evaluation set")
