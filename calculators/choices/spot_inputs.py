"""Spot instances: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import NO_YES, Choice, Input, Inputs, Measured, Numeric, Source, YesNo
from calculators.core.sources import YOURS, assumption
from calculators.core.units import HOURS_PER_MONTH

ADVISOR = Source(
    "AWS Spot Instance Advisor: share of instances reclaimed in the trailing month, in bands of "
    "5 %, open above 20 %; rows of the catalog",
    "https://github.com/alexei-led/spotinfo", "2025-06-28")
TWO_MINUTES = assumption("two minutes, as AWS announces an interruption; other clouds give less")
MARKET = assumption("seconds on a quiet day, hours on a busy one; read it from your last jobs")


class InterruptionsKnown(StrEnum):
    """How often machines are taken back, and in which form that is known."""

    CATALOG = "catalog"
    MONTHLY = "monthly"
    HOURLY = "hourly"
    MTBF = "mtbf"


class WriteKnown(StrEnum):
    """How the time to write a checkpoint is known."""

    MINUTES = "minutes"
    SIZE = "size"


@dataclass(frozen=True, kw_only=True, eq=False)
class Spot(Inputs):
    """Spot instances: discount, interruptions, checkpoints."""

    discount: Annotated[Measured, Input(
        label="Spot discount", unit="share", bounds=(-1.0, 0.99), typical=(0.0, 0.9), step=0.01,
        optional=True, source=YOURS,
        help="1 − spot price ÷ on-demand price, the bare price. Empty: that of each machine's "
        "catalog row. Below 0: spot is dearer.")] = None
    interruptions_known: Annotated[InterruptionsKnown, Choice(
        label="Interruptions are known as", options=InterruptionsKnown, source=ADVISOR,
        labels={"catalog": "the published band", "monthly": "share of a month",
                "hourly": "number an hour", "mtbf": "hours between two"},
        help="All four say the same: −hours ÷ ln(1 − share) = 1 ÷ rate = mean time between. Of "
        "one machine.")] = InterruptionsKnown.CATALOG
    monthly_share: Annotated[Measured, Input(
        label="Machines interrupted in a month", unit="share", bounds=(0.0, 0.999),
        typical=(0.01, 0.6), step=0.01, doubt=(0.4, 2.0), optional=True, source=YOURS)] = None
    hourly_interruptions: Annotated[Measured, Input(
        label="Interruptions of a machine", unit="interruptions/h", bounds=(0.0, 1000.0),
        typical=(0.0, 1.0), step=0.005, doubt=(0.4, 2.5), optional=True, source=YOURS)] = None
    mtbf_hours: Annotated[Measured, Input(
        label="Between two interruptions", unit="h", bounds=(0.01, 1e9), typical=(1.0, 2000.0),
        doubt=(0.4, 2.5), optional=True, source=YOURS,
        help="Hours that one machine runs, on average, until it is taken back.")] = None
    band_hours: Annotated[Numeric, Input(
        label="The share is counted over", unit="h", bounds=(0.1, HOURS_PER_MONTH),
        typical=(1.0, HOURS_PER_MONTH), doubt=(0.1, 1.0), expert=True,
        source=assumption("as if each instance ran all month; the published rate does not say how "
                          "long instances ran, so real interruptions are rather more frequent"),
        help="Hours that a machine ran within the month: 730 if it ran all the time.")
        ] = HOURS_PER_MONTH
    open_band_share: Annotated[Numeric, Input(
        label="Band above 20 % taken as", unit="share", bounds=(0.2, 0.999), typical=(0.2, 0.9),
        step=0.05, doubt=(0.7, 2.5), expert=True,
        source=assumption("the highest published band has no top; measure yours"))] = 0.3
    machines: Annotated[Measured, Input(
        label="Machines that stop together", unit="machines", bounds=(1.0, 1e5),
        typical=(1.0, 64.0), whole=True, optional=True, source=YOURS, expert=True,
        help="The loss of one stops the run. Empty: GPUs of a run ÷ GPUs of the chosen machine.")
        ] = None
    write_known: Annotated[WriteKnown, Choice(
        label="Time of a checkpoint is", options=WriteKnown, source=YOURS,
        labels={"minutes": "entered", "size": "size ÷ write speed"})] = WriteKnown.MINUTES
    write_minutes: Annotated[Numeric, Input(
        label="Writing a checkpoint", unit="minutes", bounds=(0.01, 1e4), typical=(0.1, 30.0),
        step=0.1, doubt=(0.5, 2.0), source=assumption("minutes for tens of GB; time one of yours"),
        help="Time in which the run stands still.")] = 3.0
    checkpoint_gb: Annotated[Numeric, Input(
        label="Size of a checkpoint", unit="GB", bounds=(0.001, 1e6), typical=(0.1, 500.0),
        doubt=(0.7, 1.5), expert=True,
        source=assumption("weights and optimiser state of a model of one to two billion"))] = 20.0
    write_gb_per_second: Annotated[Numeric, Input(
        label="Write speed", unit="GB/s", bounds=(1e-4, 1e4), typical=(0.05, 10.0),
        doubt=(0.4, 2.0), expert=True,
        source=assumption("object storage from one machine; measure yours"))] = 0.5
    kept_checkpoints: Annotated[Numeric, Input(
        label="Checkpoints kept during a run", unit="checkpoints", bounds=(0.0, 1e4),
        typical=(1.0, 10.0), whole=True, expert=True,
        source=assumption("the last two, so that a broken one can be replaced"),
        help="At the price of a TB of the page Training, for as long as the run takes.")] = 2.0
    interval_minutes: Annotated[Measured, Input(
        label="Checkpoint every", unit="minutes", bounds=(0.01, 1e6), typical=(1.0, 480.0),
        optional=True, source=YOURS, help="Of running time. Empty: the best interval.")] = None
    restart_minutes: Annotated[Numeric, Input(
        label="Restart after an interruption", unit="minutes", bounds=(0.0, 1e4),
        typical=(0.0, 60.0), step=0.5, doubt=(0.5, 2.0),
        source=assumption("boot, fetch image and data, load the checkpoint; time one of yours"),
        help="Paid time until the run goes on.")] = 10.0
    wait_hours: Annotated[Numeric, Input(
        label="Waiting for a new machine", unit="h", bounds=(0.0, 1e4), typical=(0.0, 24.0),
        step=0.1, doubt=(0.3, 3.0), source=MARKET,
        help="By the clock, after each interruption, on average. Not paid.")] = 0.5
    fallback: Annotated[YesNo, Choice(
        label="Continue on demand meanwhile", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes: instead of waiting the run goes on at the full price, then moves back.")
        ] = YesNo.NO
    deadline_hours: Annotated[Measured, Input(
        label="A run must end within", unit="h", bounds=(0.01, 1e6), typical=(1.0, 720.0),
        optional=True, source=YOURS,
        help="By the clock, from its start. Empty: no deadline.")] = None
    follows_load: Annotated[YesNo, Choice(
        label="Serving follows the load", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes: machines start and stop over the day as for autoscaling, with its headroom. "
        "No: machines for the peak, all day.")] = YesNo.NO
    on_demand_share: Annotated[Numeric, Input(
        label="Kept on demand", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=assumption("a fifth, so that an answer comes when all spot machines are taken"),
        help="Share of the serving machines that is paid in full and never taken back.")] = 0.2
    spare_share: Annotated[Numeric, Input(
        label="Machines beyond the need", unit="share", bounds=(0.0, 5.0), typical=(0.0, 1.0),
        step=0.05, source=assumption("one in ten more, to bear the loss of one"),
        help="Over-provision of serving, so that the loss of machines turns nobody away.")] = 0.1
    notice_minutes: Annotated[Numeric, Input(
        label="Notice before a machine is taken", unit="minutes", bounds=(0.0, 600.0),
        typical=(0.0, 10.0), step=0.5, source=TWO_MINUTES, expert=True,
        help="In it the next machine already starts and answers come to their end.")] = 2.0
    serving_weeks: Annotated[Numeric, Input(
        label="Serving on spot: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True,
        source=assumption("draining on notice, a second pool, health checks"))] = 2.0
