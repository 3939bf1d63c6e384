"""One decision under a magnifier: its margins over the scale, and what many draws say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators import decisions
from calculators.adoptions import adoptions
from calculators.core import paths, sampling
from calculators.core.adoption import Adoption
from calculators.core.decision import Condition, Decision, Judgement, Scale, Turn, Verdict, judged
from calculators.core.inputs import InputError
from calculators.costing import Costing, steady_scale
from calculators.evaluation import Evaluation, evaluate
from calculators.scenario import Scenario

DRAWS = 200


@dataclass(frozen=True, kw_only=True, eq=False)
class Weighed:
    """The conditions of one option as functions of its scale, and what they say together."""

    adoption: Adoption
    conditions: Sequence[Condition]
    scale: Scale
    judgement: Judgement


@dataclass(frozen=True, kw_only=True, eq=False)
class DecisionDraws:
    """What the draws say of one decision. ``crossing``: one for each draw that can be judged."""

    pays: NDArray[np.bool_]
    crossing: NDArray[np.float64]  # on the scale; 0 or inf where the verdict turns nowhere
    asked: int  # draws, also those that cannot be judged

    @property
    def pays_share(self) -> float:
        """Share of the judged draws in which it pays; 0 where none can be judged."""
        return float(np.mean(self.pays)) if self.pays.size else 0.0

    def band(self) -> NDArray[np.float64]:
        """Return P10, P50 and P90 of the crossing."""
        return sampling.percentiles(self.crossing, (0.1, 0.5, 0.9))


def weighed(now: Evaluation, key: str, page: str) -> Weighed | None:
    """Return one option of a plan with its conditions; None if the plan is not offered it."""
    adoption = next((a for a in adoptions(now, page) if a.key == key), None)
    then = decisions.alternative(now, adoption, evaluate) if adoption else None
    if adoption is None or then is None:
        return None
    conditions = decisions.conditions_of(now, then, adoption, Costing([now, then]))
    scale = adoption.scale or steady_scale(now, then)
    judgement = judged(conditions, scale, adoption.unknown, adoption.needs)
    return Weighed(adoption=adoption, conditions=conditions, scale=scale, judgement=judgement)


def decision_draws(
    scenario: Scenario, decision: Decision, count: int = DRAWS, seed: int = 0
) -> DecisionDraws:
    """Judge one decision in ``count`` draws of the plan.

    Of each draw the crossing is kept that goes the same way as the one nearest to today and lies
    nearest to it. Where the verdict turns nowhere it is an end: it pays everywhere from 0 on, or
    nowhere below infinity, and the other way round where less is better.
    """
    nearest = decision.next_turn
    way = nearest.crossing.direction if nearest else 1
    about = nearest.crossing.value if nearest else max(decision.scale.today, decision.scale.low)
    pays, crossings = [], []
    for drawn in _plans(scenario, count, seed):
        now = evaluate(drawn, exact=False)
        found = weighed(now, decision.key, decision.page) if now.known else None
        if found is None or found.adoption.unknown:
            continue
        said = found.judgement
        pays.append(said.verdict == Verdict.PAYS)
        turns = [t for t in said.verdict_turns if t.crossing.direction == way]
        crossings.append(_nearest(turns, about, (way > 0) == pays[-1]))
    return DecisionDraws(
        pays=np.array(pays, dtype=bool),
        crossing=np.array(crossings, dtype=np.float64),
        asked=count,
    )


def _nearest(turns: Sequence[Turn], about: float, at_low_end: bool) -> float:
    if not turns:
        return 0.0 if at_low_end else np.inf
    return min((t.crossing.value for t in turns), key=lambda x: abs(np.log(x / about)))


def _plans(scenario: Scenario, count: int, seed: int) -> Iterator[Scenario]:
    """Yield the draws one by one; an impossible combination of inputs yields nothing."""
    drawn = sampling.draws(scenario, count, seed)
    by_path = {path: paths.value_at(drawn, path) for path, *_ in sampling.uncertain(scenario)}
    for i in range(count):
        try:
            yield paths.with_values(scenario, {p: float(x[i]) for p, x in by_path.items()})
        except InputError:
            continue
