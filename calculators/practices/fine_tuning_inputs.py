"""Embedding fine-tuning: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import NO_YES, Choice, Input, Measured, Numeric, YesNo, pick
from calculators.core.proof import Proof
from calculators.core.sources import WORK, YOURS, assumption
from calculators.core.units import PERCENT

PUBLISHED_GAIN = assumption(
    "two to three points, as small teams hope for on a domain of their own; not measured on yours")


class Metric(StrEnum):
    """How a query is graded."""

    SUCCESS = "success"  # right or wrong: success at k
    GRADED = "graded"  # from 0 to 1: nDCG


@dataclass(frozen=True, kw_only=True, eq=False)
class FineTuning(Proof):
    """Embedding fine-tuning: the gain, its proof, its work and its upkeep."""

    adopted: Annotated[YesNo, Choice(
        label="Fine-tune the embedder", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes: the plan holds its upkeep from month 1 on.")] = YesNo.NO
    metric: Annotated[Metric, Choice(
        label="A query is", options=Metric, source=YOURS,
        labels={"success": "right or wrong (success@k)", "graded": "graded 0 to 1 (nDCG)"},
        help="Graded needs the spread of the differences instead of discordant queries.")
        ] = Metric.SUCCESS
    gain_points: Annotated[Numeric, Input(
        label="Expected gain", unit="points", bounds=(0.0, 100.0), typical=(0.5, 10.0), step=0.1,
        doubt=(0.3, 1.6), source=PUBLISHED_GAIN,
        help="On queries of the kinds that the labels hold.")] = 2.5
    gain_deviation: Annotated[Measured, Input(
        label="Spread of the differences", unit="1", bounds=(0.001, 1.0), typical=(0.05, 0.5),
        step=0.01, optional=True, doubt=(0.7, 1.4), source=YOURS,
        help="Standard deviation of nDCG after less before, by query. Different queries: of nDCG "
        "itself. Only for graded queries.")] = None
    kinds_seen: Annotated[Numeric, Input(
        label="Kinds in the labels", unit="kinds", bounds=(0.0, 1e6), typical=(1.0, 100.0),
        source=YOURS,
        help="Kinds of queries that the labels hold, of those that the plan is asked. The gain "
        "counts for their share.")] = 1.0
    reaching_share: Annotated[Numeric, Input(
        label="Of the gain, in the answer", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, doubt=(0.4, 1.0),
        source=assumption("all of it, the most favourable; a passage found may change nothing"),
        help="How much of a point of search becomes a point of accuracy.")] = 1.0
    training_labels: Annotated[Numeric, Input(
        label="Labels to train with", unit="labels", bounds=(0.0, 1e9), typical=(0.0, 5e4),
        step=100.0, doubt=(0.5, 2.0),
        source=assumption("a few thousand pairs of query and passage, beside those for measuring"),
        )] = 2000.0
    adopting_weeks: Annotated[Numeric, Input(
        label="Work to adopt", unit="weeks", bounds=(0.0, 1000.0), typical=(0.5, 20.0), step=0.5,
        doubt=(0.6, 2.0), source=WORK,
        help="Pairs, training, embedding everything again, tests, release.")] = 4.0
    changes_per_year: Annotated[Numeric, Input(
        label="Changes of the base model", unit="changes/year", bounds=(0.0, 52.0),
        typical=(0.0, 6.0), step=0.5, doubt=(0.6, 1.7),
        source=assumption("a better base model, or another provider, about twice a year"),
        help="New base models that you want, and swaps of the provider. Each begins anew.")] = 2.0
    change_weeks: Annotated[Numeric, Input(
        label="Work at each change", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 10.0),
        step=0.25, doubt=(0.6, 2.0), source=WORK)] = 1.5
    change_bill: Annotated[Numeric, Input(
        label="Bill at each change", unit="USD", bounds=(0.0, 1e8), typical=(0.0, 1e4), step=10.0,
        doubt=(0.5, 2.0),
        source=assumption("some GPU-hours of training, and embedding all documents again"),
        help="Paid once to adopt, then at each change.")] = 200.0
    serving_amount: Annotated[Numeric, Input(
        label="Serving it costs more", unit="USD/month", bounds=(-1e7, 1e7), typical=(0.0, 2e3),
        step=10.0, source=assumption("the same machines as today; an API's own embedder is lost"),
        help="A model of your own instead of the present one. Below 0: it saves.")] = 0.0
# fmt: on

    @property
    def gain(self) -> Numeric:
        """The expected gain as a share."""
        return self.gain_points / PERCENT

    def relations(self) -> list[str]:
        """Return a sentence for each pair of fields that contradict each other."""
        problems: list[str] = pick(self.metric, {
            Metric.SUCCESS: lambda: self.gain_problems(self.gain, "Expected gain"),
            Metric.GRADED: lambda: [],
        })  # fmt: skip
        return problems
