"""Operations: people, labels, monitoring and collection as they are paid. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.cost_line import one_amount
from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric, Source
from calculators.core.sources import YOURS, assumption

GROUND_TRUTH = Source(
    "SageMaker Ground Truth with Mechanical Turk: 0.012 USD an image, 0.036 USD a box, for each "
    "labeller", "https://wring.co", "2026-03-15")
CFM = Source(
    "CFM case study: 1,000 samples for named entities labelled by hand in 3 h, 10.8 s each",
    "https://huggingface.co/blog/cfm-case-study", "2024-12")


class LabelPayment(StrEnum):
    """What a label is paid by."""

    PER_LABEL = "per_label"
    BY_TIME = "by_time"


@dataclass(frozen=True, kw_only=True, eq=False)
class OperationsCosts(Inputs):
    """What keeping the model good is paid for."""

    monthly_amount: Annotated[Measured, one_amount(
        "Operations", "In month 1: labels, monitoring, evaluation.",
        typical=(10.0, 2e5), doubt=(0.7, 1.5))] = None
    volume_share: Annotated[Numeric, Input(
        label="Of that amount, grows with volume", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, source=YOURS, expert=True,
        help="The rest stays as it is, whatever the volume.")] = 0.5

    on_call_hours: Annotated[Numeric, Input(
        label="On call, paid hours", unit="h/month", bounds=(0.0, 1e5), typical=(0.0, 730.0),
        step=5.0, source=YOURS,
        help="Stand-by that is paid beside the salaries of the Team.")] = 40.0
    on_call_price_per_hour: Annotated[Numeric, Input(
        label="On call, an hour", unit="USD/h", bounds=(0.0, 1e4), typical=(0.0, 100.0), step=1.0,
        source=assumption("stand-by is paid at a fraction of a wage"))] = 10.0
    on_call_time: Annotated[Numeric, Input(
        label="Engineer time on call and on upkeep", unit="weeks/month", bounds=(0.0, 1e3),
        typical=(0.0, 4.0), step=0.05, doubt=(0.6, 2.0),
        source=assumption("a first estimate: a day a month; look at your own incidents"),
        help="Counts as cash only where engineer time is bought.")] = 0.2
    lead_share: Annotated[Numeric, Input(
        label="Labelling lead, share of a person", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, source=YOURS,
        help="Not in the table of the Team.")] = 0.0
    lead_salary: Annotated[Numeric, Input(
        label="Labelling lead, loaded salary", unit="USD/year", bounds=(0.0, 1e7),
        typical=(2e4, 2e5), step=1000.0,
        source=assumption("half of what a loaded software developer costs"))] = 90_000.0

    labelled_items: Annotated[Numeric, Input(
        label="Items labelled a month", unit="items/month", bounds=(0.0, 1e10),
        typical=(10.0, 1e6), source=YOURS,
        help="As if neither active learning nor synthetic data were used; these lower what is "
        "paid.")] = 5000.0
    sampled_share: Annotated[Numeric, Input(
        label="Scored queries sampled for labels", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 0.05), step=0.0005, source=YOURS,
        help="Beside the items above; follows the volume.")] = 0.0
    items_per_new_kind: Annotated[Numeric, Input(
        label="Items labelled for a new kind", unit="items/kind", bounds=(0.0, 1e8),
        typical=(0.0, 5000.0), step=50.0, source=YOURS,
        help="Labelled in the month before the kind joins; builds, and follows no volume.")] = 0.0
    keeping_share: Annotated[Numeric, Input(
        label="Keeps the model good, rather than builds", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, source=YOURS,
        help="Of the items and of the field data. What keeps follows the queries and is a variable "
        "cost; what builds stays as it is and is a fixed one.")] = 0.5
    labels_per_item: Annotated[Numeric, Input(
        label="Labels on each item", unit="labels/item", bounds=(1.0, 1000.0), typical=(1.0, 10.0),
        step=1.0, source=assumption("three people label the same item, and the majority counts"),
        help="How many people label one item, times what they mark on it. Published prices are "
        "for one labeller.")] = 3.0
    label_payment: Annotated[LabelPayment, Choice(
        label="A label is paid", options=LabelPayment, source=YOURS,
        labels={"per_label": "by the label", "by_time": "by the time it takes"})
        ] = LabelPayment.PER_LABEL
    price_per_label: Annotated[Numeric, Input(
        label="Price of a label", unit="USD/label", bounds=(0.0, 1e4), typical=(0.005, 10.0),
        source=GROUND_TRUTH, help="For one labeller.")] = 0.036
    seconds_per_label: Annotated[Numeric, Input(
        label="Seconds for a label", unit="s/label", bounds=(0.0, 1e6), typical=(1.0, 600.0),
        doubt=(0.6, 2.0), source=CFM, help="By hand, reading included.")] = 10.8
    wage_per_hour: Annotated[Numeric, Input(
        label="Wage of those who label", unit="USD/h", bounds=(0.0, 1e4), typical=(2.0, 100.0),
        step=0.5,
        source=assumption("no published wage of labellers was found; enter yours, loaded"),
        help="Of people who do not stand in the table of the Team, where they would be paid "
        "twice.")] = 15.0
    review_share: Annotated[Numeric, Input(
        label="Labels reviewed", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=assumption("a tenth is looked at again, at the price of a label"))] = 0.1
    useful_share: Annotated[Numeric, Input(
        label="Items that turn out useful", unit="share", bounds=(0.0, 1.0), typical=(0.2, 1.0),
        step=0.01, doubt=(0.85, 1.05),
        source=assumption("a tenth is dropped: unreadable, disputed, or too late"),
        help="The others are paid for as well.")] = 0.9
    tool_seats: Annotated[Numeric, Input(
        label="Labelling tool, seats", unit="seats", bounds=(0.0, 1e4), typical=(0.0, 30.0),
        step=1.0, source=YOURS)] = 0.0
    tool_price: Annotated[Numeric, Input(
        label="Labelling tool, a seat", unit="USD/month", bounds=(0.0, 1e5), typical=(0.0, 200.0),
        step=5.0, source=assumption("a seat of business software; enter your plan's price"))] = 50.0

    monitoring_fixed: Annotated[Numeric, Input(
        label="Monitoring and observability", unit="USD/month", bounds=(0.0, 1e8),
        typical=(10.0, 2e4), source=YOURS, help="What it costs whatever the volume.")] = 300.0
    monitoring_per_million: Annotated[Numeric, Input(
        label="Monitoring, a million queries", unit="USD/million queries", bounds=(0.0, 1e6),
        typical=(0.0, 500.0), step=1.0, source=YOURS,
        help="Of queries that reach a model: logs, traces, metrics. Logs that you store yourself "
        "stand in Training; enter them once.")] = 100.0
    evaluation_runs: Annotated[Numeric, Input(
        label="Evaluations a month", unit="runs/month", bounds=(0.0, 1e5), typical=(0.0, 60.0),
        step=1.0, source=YOURS)] = 4.0
    evaluation_cost_per_run: Annotated[Numeric, Input(
        label="Cost of an evaluation", unit="USD/run", bounds=(0.0, 1e6), typical=(0.0, 500.0),
        step=1.0, source=YOURS, help="Machines, calls of a judge, graders.")] = 20.0
    collection_hours: Annotated[Numeric, Input(
        label="Field data wanted", unit="h/month", bounds=(0.0, 1e6), typical=(0.0, 1000.0),
        step=5.0, source=YOURS,
        help="In hours of ordinary collection, such as driving; targeted hours count for more, so "
        "fewer are paid.")] = 0.0
    collection_price_per_hour: Annotated[Numeric, Input(
        label="An hour of collection", unit="USD/h", bounds=(0.0, 1e5), typical=(10.0, 300.0),
        step=5.0, source=assumption("a driver's loaded wage and the vehicle; enter yours"))] = 60.0
