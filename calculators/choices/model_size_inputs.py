"""Size and shape of models: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric, Rows, Text
from calculators.core.sources import LOSS, WORK, YOURS, assumption

RUNG = assumption("a first estimate of a rung; enter what you measure on your own evaluation set")


class Shape(StrEnum):
    """The rungs of the ladder, from small to large."""

    RULES = "rules"
    REGRESSION = "regression"
    TREES = "trees"
    SMALL_NETWORK = "small_network"
    LARGE_MODEL = "large_model"


class NextShape(StrEnum):
    """The rung that the plan moves to."""

    AS_TODAY = "as_today"
    RULES = "rules"
    REGRESSION = "regression"
    TREES = "trees"
    SMALL_NETWORK = "small_network"
    LARGE_MODEL = "large_model"


class Arrangement(StrEnum):
    """One model for all kinds, or one for each."""

    ONE_BIG = "one_big"
    MANY_SMALL = "many_small"


class NextArrangement(StrEnum):
    """The arrangement that the plan moves to."""

    AS_TODAY = "as_today"
    ONE_BIG = "one_big"
    MANY_SMALL = "many_small"


class Pipeline(StrEnum):
    """How models are kept: trained, tested and released."""

    BY_HAND = "by_hand"
    AUTOMATED = "automated"


SHAPE_LABELS = {"rules": "rules", "regression": "regression", "trees": "trees",
                "small_network": "small network", "large_model": "large model"}
ARRANGEMENT_LABELS = {"one_big": "one for all kinds", "many_small": "one for each kind"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Rung(Inputs):
    """One size of model: what it gets right and what it costs."""

    name: Annotated[str, Text(label="Rung", source=YOURS, longest=40)] = "Rung"
    accuracy: Annotated[Measured, Input(
        label="Accuracy", unit="share", bounds=(0.0, 1.0), typical=(0.3, 1.0), step=0.005,
        optional=True, source=RUNG, help="On the same evaluation set. Empty: not tried.")] = None
    training: Annotated[Numeric, Input(
        label="Training", unit="USD/month", bounds=(0.0, 1e8), typical=(0.0, 5000.0), step=10.0,
        doubt=(0.5, 2.0), source=RUNG)] = 0.0
    serving: Annotated[Numeric, Input(
        label="Serving", unit="USD/1,000 queries", bounds=(0.0, 1e4), typical=(0.0, 10.0),
        step=0.001, doubt=(0.4, 2.5), source=RUNG)] = 0.0
    answer_seconds: Annotated[Numeric, Input(
        label="Time of an answer", unit="s", bounds=(0.0, 600.0), typical=(0.0, 10.0), step=0.01,
        source=RUNG)] = 0.0
    upkeep_time: Annotated[Numeric, Input(
        label="Upkeep and debugging", unit="weeks/month", bounds=(0.0, 50.0), typical=(0.0, 4.0),
        step=0.05, doubt=(0.5, 2.0), source=RUNG)] = 0.1
    build_weeks: Annotated[Numeric, Input(
        label="Building it", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 26.0), step=0.5,
        doubt=(0.6, 2.0), source=RUNG)] = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Step(Inputs):
    """A step before or behind the model: an answer is right if every step is."""

    name: Annotated[str, Text(label="Step", source=YOURS, longest=40)] = "Step"
    accuracy: Annotated[Numeric, Input(
        label="Right", unit="share", bounds=(0.0, 1.0), typical=(0.5, 1.0), step=0.005,
        doubt=(0.95, 1.02), source=LOSS, help="Share of what reaches it.")] = 0.95
    step_seconds: Annotated[Numeric, Input(
        label="Takes", unit="s", bounds=(0.0, 600.0), typical=(0.0, 10.0), step=0.01,
        source=LOSS)] = 0.1
    validation_weeks: Annotated[Numeric, Input(
        label="Validating it again", unit="weeks", bounds=(0.0, 100.0), typical=(0.0, 4.0),
        step=0.1, source=WORK, help="When another part has changed.")] = 0.5


LADDER = (
    Rung(name="Rules", accuracy=0.70, serving=0.0005, upkeep_time=0.15, build_weeks=1.0),
    Rung(name="Regression, good features", accuracy=0.80, training=5.0, serving=0.001,
         answer_seconds=0.002, upkeep_time=0.1, build_weeks=2.0),
    Rung(name="Boosted trees", accuracy=0.84, training=20.0, serving=0.003, answer_seconds=0.005,
         upkeep_time=0.15, build_weeks=3.0),
    Rung(name="Small network", accuracy=0.87, training=300.0, serving=0.03, answer_seconds=0.03,
         upkeep_time=0.3, build_weeks=6.0),
    Rung(name="Large model", accuracy=0.90, serving=2.0, answer_seconds=2.0, upkeep_time=0.25,
         build_weeks=4.0),
)  # an assumption in each cell


@dataclass(frozen=True, kw_only=True, eq=False)
class Models(Inputs):
    """Size and shape of models."""

    served: Annotated[Shape, Choice(
        label="The model of today", options=Shape, source=YOURS, labels=SHAPE_LABELS,
        help="Compute, Training and Team hold its cost.")] = Shape.SMALL_NETWORK
    shape: Annotated[NextShape, Choice(
        label="The plan takes", options=NextShape, source=YOURS,
        labels={"as_today": "the same"} | SHAPE_LABELS,
        help="Another rung: the plan holds its cost less that of today's.")] = NextShape.AS_TODAY
    ladder: Annotated[tuple[Rung, ...], Rows(
        label="Ladder", row=Rung, one="rung", least=5, most=5, source=YOURS,
        help="In the order rules, regression, trees, small network, large model.")] = LADDER
    replaced_accuracy: Annotated[Numeric, Input(
        label="Right without a model", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.01, source=assumption("always giving the most common answer; count yours"),
        help="What the smallest model has to beat.")] = 0.5
    steps: Annotated[tuple[Step, ...], Rows(
        label="Other steps", row=Step, one="step", most=12, source=YOURS,
        help="Before and behind the model.")] = ()
    pipeline: Annotated[Pipeline, Choice(
        label="Models are kept", options=Pipeline, source=YOURS,
        labels={"by_hand": "by hand", "automated": "by a pipeline"},
        help="By hand: what Team and Training hold now. It retrains on demand; that is no "
        "schedule.")] = Pipeline.BY_HAND
    models_per_kind: Annotated[Numeric, Input(
        label="Models for each kind", unit="models", bounds=(0.0, 1000.0), typical=(0.1, 10.0),
        step=0.5, source=YOURS, help="Where there is one for each kind.")] = 1.0
    hand_time: Annotated[Numeric, Input(
        label="A model by hand", unit="weeks/month", bounds=(0.0, 20.0), typical=(0.0, 2.0),
        step=0.01, doubt=(0.5, 2.0), source=WORK,
        help="Retraining, testing, releasing and mending one model.")] = 0.05
    automated_time: Annotated[Numeric, Input(
        label="A model in a pipeline", unit="weeks/month", bounds=(0.0, 20.0), typical=(0.0, 2.0),
        step=0.01, doubt=(0.5, 2.0), source=WORK)] = 0.01
    pipeline_time: Annotated[Numeric, Input(
        label="Upkeep of the pipeline", unit="weeks/month", bounds=(0.0, 50.0), typical=(0.0, 4.0),
        step=0.05, doubt=(0.5, 2.0), source=WORK)] = 0.4
    pipeline_costs: Annotated[Numeric, Input(
        label="Tools of the pipeline", unit="USD/month", bounds=(0.0, 1e6), typical=(0.0, 5000.0),
        step=10.0, doubt=(0.6, 1.6), source=assumption("one small server that schedules and keeps "
        "artifacts"))] = 150.0
    pipeline_setup_weeks: Annotated[Numeric, Input(
        label="Building the pipeline", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 26.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK)] = 6.0
    arranged: Annotated[Arrangement, Choice(
        label="Models today", options=Arrangement, source=YOURS, labels=ARRANGEMENT_LABELS,
        )] = Arrangement.MANY_SMALL
    arrangement: Annotated[NextArrangement, Choice(
        label="The plan takes models", options=NextArrangement, source=YOURS,
        labels={"as_today": "as today"} | ARRANGEMENT_LABELS,
        help="Another: the plan holds its cost less that of today's.")
        ] = NextArrangement.AS_TODAY
    small_training: Annotated[Numeric, Input(
        label="Training a small model", unit="USD/month", bounds=(0.0, 1e6), typical=(0.0, 500.0),
        step=1.0, doubt=(0.5, 2.0), source=RUNG, help="Each.")] = 10.0
    small_hosting: Annotated[Numeric, Input(
        label="Keeping a small model served", unit="USD/month", bounds=(0.0, 1e6),
        typical=(0.0, 500.0), step=1.0, doubt=(0.5, 2.0), source=RUNG,
        help="Each; its part of machines that wait.")] = 20.0
    general_training: Annotated[Numeric, Input(
        label="Training the general model", unit="USD/month", bounds=(0.0, 1e8),
        typical=(0.0, 20_000.0), step=50.0, doubt=(0.5, 2.0), source=RUNG)] = 500.0
    general_serving: Annotated[Numeric, Input(
        label="It serves dearer by", unit="USD/1,000 queries",
        bounds=(-1e3, 1e3), typical=(-1.0, 5.0), step=0.005, source=RUNG,
        help="It is larger. Below 0: it serves cheaper.")] = 0.01
    validation_time: Annotated[Numeric, Input(
        label="Validating a kind again", unit="weeks/month", bounds=(0.0, 20.0), typical=(0.0, 1.0),
        step=0.01, doubt=(0.5, 2.0), source=WORK,
        help="A change of the general model touches every kind; of a small one, its own.")] = 0.02
    specific_points: Annotated[Measured, Input(
        label="Points that specific models win", unit="points", bounds=(-100.0, 100.0),
        typical=(-10.0, 10.0), step=0.1, optional=True, source=LOSS,
        help="Accuracy of one for each kind less that of one for all. Empty: not measured.")] = 1.0
    general_weeks: Annotated[Numeric, Input(
        label="Building the general model", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 52.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK)] = 8.0
    specific_weeks: Annotated[Numeric, Input(
        label="Building a specific model", unit="weeks", bounds=(0.0, 100.0), typical=(0.0, 6.0),
        step=0.1, doubt=(0.6, 2.0), source=WORK, help="For each kind.")] = 0.5
