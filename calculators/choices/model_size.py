"""Size and shape of models: what one large or many small cost, and which pays.

Compute serves the model of today, Training builds it and Team keeps it. The line of this topic is
what the options that the plan takes cost more than those of today, less than nothing where they
save; nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calculators.choices import model_size_parts as parts
from calculators.choices.model_size_inputs import (
    ARRANGEMENT_LABELS,
    SHAPE_LABELS,
    Arrangement,
    Models,
    NextArrangement,
    NextShape,
    Pipeline,
    Shape,
)
from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, pick
from calculators.core.units import first, ratio_or_never

Floats = NDArray[np.float64]
PAGE = "models"
ARRANGEMENT_UNKNOWN = "accuracy of one model for all kinds against one for each: not measured"
FEWEST_MODELS, FEWEST_KINDS = 0.1, 1.0  # searched, however many there are


def cost_line(p: Models, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return what the plan's models cost more than those of today, by month.

    Time that they free is on the payroll: it is in no line (`Adoption.weeks_saved`).
    """
    del worth
    if parts.as_today(p):
        return bills(plan, cash=0.0)
    more = parts.difference(p, plan.kinds, plan.scored_queries)
    tools = parts.keeping_costs(p, p.pipeline, plan.kinds).cash
    return bills(plan, cash=more.cash, cloud=more.cash - tools, weeks=np.maximum(more.weeks, 0.0))


def freed(p: Models, plan: DemandPlan) -> Monthly:
    """Return the time that the plan's models free of those who keep today's [weeks/month]."""
    if parts.as_today(p):
        return plan.nothing
    more = parts.difference(p, plan.kinds, plan.scored_queries)
    return np.maximum(-more.weeks, 0.0) + plan.nothing


def adoptions(p: Models, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the other rungs, the other arrangement, and the other way of keeping models."""
    now = freed(p, plan)
    for found in (*_rungs(p, plan, worth), _pipeline(p, plan, worth), _arrangement(p, plan, worth)):
        choice = {path.removeprefix(f"{PAGE}."): to for path, to in found.changes.items()}
        then = now if found.unknown else freed(replace(p, **choice), plan)
        yield replace(found, weeks_saved=then - now)


def _rungs(p: Models, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    taken = parts.shape_taken(p)
    scale = Scale(label="Queries that reach the model", unit="queries/month",
                  today=first(plan.scored_queries), planned=plan.scored_queries)  # fmt: skip
    for shape in Shape:
        if shape != taken:
            yield _rung(p, worth, scale, taken, shape)


def _rung(p: Models, worth: Worth, scale: Scale, now: Shape, then: Shape) -> Adoption:
    one, other = parts.rung(p, now), parts.rung(p, then)
    missing = [row.name for row in (one, other) if row.accuracy is None]
    value = 0.0 if missing else float(parts.rung_value(p, worth, other, one))

    def saving(queries: Floats) -> Floats:
        costs = [parts.rung_costs(row, queries).worth(worth) for row in (one, other)]
        return np.asarray(costs[0] - costs[1] + value)

    gap = "" if missing else points_words(parts.points_more(other, one))
    move = NextShape.AS_TODAY if then == p.served else NextShape(then.value)
    return Adoption(
        key=f"{PAGE}.shape.{then}",
        page=PAGE,
        label=f"{other.name} instead of {words.uncapitalised(one.name)}",
        detail=gap,
        changes={f"{PAGE}.shape": move},
        weeks=other.build_weeks + parts.steps_validation(p.steps),
        value_gained=value,
        scale=scale,
        saving=saving,
        unknown=f"accuracy of {words.uncapitalised(missing[0])}: not measured" if missing else "",
        assumes="so many queries that each point pays for a larger model"
        if _is_larger(then, now)
        else "a point less is not noticed",
        simpler="better features and cleaner labels for the model in use"
        if _is_larger(then, now)
        else "keep the model in use",
        signal="accuracy of both on the same evaluation set, and the bill of 1,000 queries",
        question=f"Would {words.uncapitalised(other.name)} pay?",
        baseline=SHAPE_LABELS[now],
    )


def points_words(points: object) -> str:
    """Return a difference of accuracy: ``3 points more``."""
    gap = float(np.ravel(np.asarray(points))[0])
    return f"{words.number(abs(gap), 'points')} {'more' if gap >= 0 else 'less'}"


def _is_larger(one: Shape, other: Shape) -> bool:
    return parts.SHAPES.index(one) > parts.SHAPES.index(other)


def _pipeline(p: Models, plan: DemandPlan, worth: Worth) -> Adoption:
    planned = parts.models_kept(p, parts.arrangement_taken(p), plan.kinds)
    other = pick(p.pipeline, {Pipeline.BY_HAND: lambda: Pipeline.AUTOMATED,
                              Pipeline.AUTOMATED: lambda: Pipeline.BY_HAND})  # fmt: skip
    automated = other == Pipeline.AUTOMATED

    def saving(models: Floats) -> Floats:
        costs = [parts.keeping_costs(p, way, models).worth(worth) for way in (p.pipeline, other)]
        return np.asarray(costs[0] - costs[1])

    turn = first(pipeline_models(p, worth))
    at = words.number(turn, "models", never="any number of models")
    return Adoption(
        key=f"{PAGE}.pipeline.{other}",
        page=PAGE,
        label="Automate the pipeline" if automated else "Keep models by hand again",
        detail=f"{words.number(first(planned), 'models')} today",
        changes={f"{PAGE}.pipeline": other},
        weeks=p.pipeline_setup_weeks if automated else 0.0,
        scale=Scale(label="Models kept", unit="models", today=first(planned), planned=planned,
                    least=FEWEST_MODELS, down_to=FEWEST_MODELS),
        saving=saving,
        assumes="dozens of models, each retrained, tested and released again and again",
        simpler="one script that trains, tests and releases a model on demand",
        signal=f"hours spent on each model in a month; it breaks even at {at}",
        question="Do we need an automated pipeline?" if automated else "Would by hand do?",
        baseline="by hand" if automated else "by a pipeline",
    )  # fmt: skip


def pipeline_models(p: Models, worth: Worth) -> Floats:
    """Return the models from which a pipeline pays, its building within the payback months.

    n* = (tools + upkeep·week + building·week ÷ payback months) ÷ ((by hand − automated)·week); inf
    where a model takes as much time in a pipeline. The building of one that is there is behind.
    """
    week = worth.engineer_week_cost
    weeks = pick(p.pipeline, {Pipeline.BY_HAND: lambda: p.pipeline_setup_weeks,
                              Pipeline.AUTOMATED: lambda: 0.0})  # fmt: skip
    built = ratio_or_never(weeks * week, worth.payback_months)
    fixed = p.pipeline_costs + p.pipeline_time * week + built
    return np.asarray(ratio_or_never(fixed, (p.hand_time - p.automated_time) * week))


def _arrangement(p: Models, plan: DemandPlan, worth: Worth) -> Adoption:
    now = parts.arrangement_taken(p)
    other = pick(now, {Arrangement.ONE_BIG: lambda: Arrangement.MANY_SMALL,
                       Arrangement.MANY_SMALL: lambda: Arrangement.ONE_BIG})  # fmt: skip
    general = other == Arrangement.ONE_BIG
    points, sign = p.specific_points, -1.0 if general else 1.0
    queries, today = plan.scored_queries[..., :1], first(plan.kinds)
    built = parts.specific_work(p, today)

    def saving(kinds: Floats) -> Floats:
        costs = [parts.kinds_costs(p, way, p.pipeline, kinds, queries).worth(worth)
                 for way in (now, other)]  # fmt: skip
        won = sign * parts.specific_value(p, worth, kinds)
        # each kind more asks for its own models: work that grows along the scale
        work = 0.0 if general else parts.specific_work(p, kinds) - built
        spread = work * worth.engineer_week_cost / worth.payback_months
        return np.asarray(costs[0] - costs[1] + won - spread)

    move = NextArrangement.AS_TODAY if other == p.arranged else NextArrangement(other.value)
    return Adoption(
        key=f"{PAGE}.arrangement.{other}",
        page=PAGE,
        label="One model for all kinds" if general else "One model for each kind",
        detail="" if points is None else points_words(-points if general else points),
        changes={f"{PAGE}.arrangement": move},
        weeks=p.general_weeks if general else built,
        value_gained=sign * first(parts.specific_value(p, worth, np.array([today]))),
        scale=Scale(label="Kinds", unit="kinds", today=today, planned=plan.kinds,
                    least=FEWEST_KINDS, down_to=FEWEST_KINDS),
        saving=saving,
        edges=(parts.TWO_KINDS,),
        unknown=ARRANGEMENT_UNKNOWN if points is None else "",
        assumes="so many kinds that one model learns from all of them"
        if general
        else "kinds differ, and each changes at its own time",
        simpler="merge the two kinds that are most alike"
        if general
        else "give the kind that fails most a model of its own",
        signal="accuracy of both, kind by kind, and the hours of validating a kind",
        question="One model for all kinds?" if general else "One model for each kind?",
        baseline=ARRANGEMENT_LABELS[now],
    )  # fmt: skip
