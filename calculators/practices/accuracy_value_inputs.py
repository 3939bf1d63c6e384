"""A point of accuracy: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import NO_YES, Choice, Input, Measured, Numeric, YesNo
from calculators.core.paid_labels import PaidLabels
from calculators.core.sources import WORK, YOURS, assumption

HARDER = assumption("what is easy is fixed first; compare the weeks that your last two points took")


class Framing(StrEnum):
    """What a better answer does for the business."""

    ERRORS = "errors"  # an error that no longer happens costs nothing
    SALES = "sales"  # better answers sell more


@dataclass(frozen=True, kw_only=True, eq=False)
class Accuracy(PaidLabels):
    """A point of accuracy: what it is worth to the business, and what it takes."""

    pursue: Annotated[YesNo, Choice(
        label="Work for more accuracy", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes: the plan holds its upkeep and its dearer answers from month 1 on.")] = YesNo.NO
    framing: Annotated[Framing, Choice(
        label="A better answer", options=Framing, source=YOURS,
        labels={"errors": "avoids an error", "sales": "sells more"},
        help="Name the loss in the business, not in the model.")] = Framing.ERRORS
    acted_share: Annotated[Numeric, Input(
        label="Answers somebody acts on", unit="share", bounds=(0.0, 1.0), typical=(0.001, 1.0),
        doubt=(0.5, 1.5), source=assumption("every answer matters; count yours for a day"),
        help="Of the queries of the plan. A wrong answer that nobody uses costs nothing.")] = 1.0
    error_cost: Annotated[Measured, Input(
        label="Cost of an error", unit="USD", bounds=(0.0, 1e7), typical=(0.01, 1000.0),
        doubt=(0.4, 2.5), optional=True, source=YOURS,
        help="What one wrong answer that somebody acts on costs you: refund, repair, a customer "
        "lost in so many. Follow 100 errors to their end.")] = None
    earned_per_answer: Annotated[Numeric, Input(
        label="Earned by an answer", unit="USD", bounds=(0.0, 1e6), typical=(1e-4, 100.0),
        source=YOURS,
        help="Your margin from one answer that somebody acts on.")] = 0.01
    sales_lift: Annotated[Measured, Input(
        label="More sold by a point", unit="share", bounds=(0.0, 10.0), typical=(0.0, 0.1),
        step=0.001, doubt=(0.2, 2.0), optional=True, source=YOURS,
        help="How much more is earned when answers are one point better, as a share. Only a test "
        "with and without tells.")] = None
    cash_share: Annotated[Numeric, Input(
        label="Of it, cash", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=assumption("none: time already paid and customers not yet lost are no cash"),
        help="Share of the value that is paid or received in the month. Only that lengthens the "
        "runway.")] = 0.0
    aimed_points: Annotated[Numeric, Input(
        label="Points aimed at", unit="points", bounds=(0.1, 50.0), typical=(0.5, 10.0), step=0.5,
        source=assumption("the next point; each further one is asked about again"))] = 1.0
    point_weeks: Annotated[Numeric, Input(
        label="Work for the next point", unit="weeks", bounds=(0.0, 1e4), typical=(0.5, 50.0),
        step=0.5, doubt=(0.6, 2.5), source=WORK)] = 4.0
    harder: Annotated[Numeric, Input(
        label="Each further point takes", unit="×", bounds=(1.0, 5.0), typical=(1.0, 4.0),
        step=0.1, doubt=(0.8, 1.6), source=HARDER,
        help="Work and labels of a point over those of the point before.")] = 1.6
    point_labels: Annotated[Numeric, Input(
        label="Labels for the next point", unit="labels", bounds=(0.0, 1e10), typical=(0.0, 1e5),
        step=100.0, doubt=(0.4, 2.5), source=WORK)] = 1000.0
    upkeep_time: Annotated[Numeric, Input(
        label="Upkeep of what is won", unit="weeks/month", bounds=(0.0, 100.0), typical=(0.0, 2.0),
        step=0.05, doubt=(0.5, 2.0), source=WORK)] = 0.1
    dearer_answers: Annotated[Numeric, Input(
        label="Dearer answers", unit="USD/1,000 queries", bounds=(0.0, 1e6), typical=(0.0, 5.0),
        step=0.01, source=assumption("the same model and machines; a larger one costs more"),
        help="What serving 1,000 queries costs more once the answers are better.")] = 0.0
    engineers: Annotated[Numeric, Input(
        label="People on it", unit="people", bounds=(0.1, 1000.0), typical=(0.5, 10.0), step=0.5,
        source=YOURS, expert=True,
        help="Tells how long the work takes, and so what waiting for it costs.")] = 1.0
