"""What the practices say over the examples, and over each a hundred times as large."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from calculators.core import paths
from calculators.core.decision import Verdict
from calculators.evaluation import evaluate
from calculators.presets import PRESETS
from calculators.topics import PRACTICES

EXAMPLES = ("support", "contracts", "film", "vehicles", "recommender")
HUNDREDFOLD = 100.0
GROWS = (  # what is a hundred times as large: how much is asked, held, sampled and known
    "demand.queries_per_month",
    "demand.customers",
    "demand.kinds",
    "vector_search.vectors",
    "vector_search.writes",
    "near_duplicates.documents",
    "near_duplicates.new_documents",
    "near_duplicates.failures_sampled",
    "near_duplicates.failures_traced",
    "retraining.labelled",
    "fine_tuning.labelled",
    "tools.models",
    "tools.people",
    "data_jobs.data_gb",
)
MOST_UNKNOWN = 0.25


def larger(plan):
    """Return the plan with everything that measures its size a hundred times as large."""
    changes = {}
    for path in GROWS:
        value, spec = paths.value_at(plan, path), paths.declaration(plan, path)
        if value is not None:
            grown = min(value * HUNDREDFOLD, spec.bounds[1])
            changes[path] = float(np.rint(grown)) if spec.whole else grown
    return paths.with_values(plan, changes)


@cache
def decided():
    """Return the decisions on practices of every example and of its hundredfold."""
    plans = {name: PRESETS[name].scenario for name in EXAMPLES}
    plans |= {f"{name} × 100": larger(plan) for name, plan in plans.items()}
    return [
        (name, decision)
        for name, plan in plans.items()
        for page in PRACTICES
        for decision in evaluate(plan).decisions_on(page)
    ]


def said(page):
    return [decision.verdict for _, decision in decided() if decision.page == page]


@pytest.mark.parametrize("page", PRACTICES)
def test_every_practice_pays_somewhere_and_is_not_yet_due_somewhere(page):
    assert Verdict.PAYS in said(page)
    assert Verdict.NOT_YET in said(page)


@pytest.mark.parametrize("page", PRACTICES)
def test_at_most_a_quarter_cannot_tell(page):
    verdicts = said(page)
    assert verdicts.count(Verdict.CANNOT_TELL) <= MOST_UNKNOWN * len(verdicts)


@pytest.mark.parametrize("page", PRACTICES)
def test_what_is_not_yet_due_names_its_signal_and_a_simpler_way(page):
    for name, decision in decided():
        if decision.page == page and decision.verdict != Verdict.PAYS:
            assert decision.signal, f"{name}: {decision.key}"
            assert decision.simpler, f"{name}: {decision.key}"
