"""Size and shape of models asked alone: models kept in either way, and steps in a row."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calculators.choices import model_size_parts as parts
from calculators.choices.model_size import pipeline_models
from calculators.choices.model_size_inputs import Arrangement, Models, Pipeline
from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import Numeric

UNITS = {
    "models": "models",
    "by_hand": "USD/month",
    "by_a_pipeline": "USD/month",
    "pipeline_pays_from": "models",
    "one_for_each_kind": "USD/month",
    "one_for_all_kinds": "USD/month",
    "steps_right": "share",
    "steps_seconds": "s",
}


def models_results(demand: Demand, models: Models, worth: Worth) -> Mapping[str, Numeric]:
    """Return what models for the kinds of month 1 cost, kept and arranged in either way."""
    plan, p = demand_plan(demand), models
    kinds, queries = plan.kinds[..., :1], plan.scored_queries[..., :1]
    kept = parts.models_kept(p, parts.arrangement_taken(p), kinds)
    by_month = {
        "models": kept,
        "by_hand": parts.keeping_costs(p, Pipeline.BY_HAND, kept).worth(worth),
        "by_a_pipeline": parts.keeping_costs(p, Pipeline.AUTOMATED, kept).worth(worth),
    }
    for name, way in (("one_for_each_kind", Arrangement.MANY_SMALL),
                      ("one_for_all_kinds", Arrangement.ONE_BIG)):  # fmt: skip
        by_month[name] = parts.kinds_costs(p, way, p.pipeline, kinds, queries).worth(worth)
    return {
        **{name: np.asarray(found)[..., 0] for name, found in by_month.items()},
        "pipeline_pays_from": pipeline_models(p, worth),
        "steps_right": parts.steps_accuracy(p.steps),
        "steps_seconds": parts.steps_seconds(p.steps),
    }
