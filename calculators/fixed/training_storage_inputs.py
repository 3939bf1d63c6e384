"""Training: data and logs that are kept, tools and seats. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import NO_YES, Choice, Input, Numeric, Source, YesNo
from calculators.core.sources import ESSAY_PRACTITIONERS, YOURS, assumption
from calculators.fixed.training_run_inputs import TrainingRuns

S3 = Source(
    "AWS S3 Standard, us-east-1, first 50 TB, 0.023 USD/GB-month; row of the catalog",
    "https://www.youngju.dev/blog/culture/"
    "2026-05-14-object-storage-egress-wars-2026-s3-r2-b2-bunny-wasabi-tigris-deep-dive.en",
    "2026-05-14")
B2 = Source(
    "Backblaze B2, 0.006 USD/GB-month; row of the catalog",
    "https://www.softwarepeeks.com/article/cloudflare-r2-vs-backblaze-b2-vs-wasabi-vs-s3-saas-2026",
    "2026-05")
EGRESS = Source(
    "AWS to the internet, first 10 TB a month, 0.09 USD/GB; row of the catalog",
    "https://leanopstech.com/blog/aws-data-transfer-pricing-2026/", "2026-04-27")
NO_LOGS = Source(
    "Assumption: a day of one engineer more; Dhingra and Sood 2023 name the longer diagnosis, "
    "without a figure", ESSAY_PRACTITIONERS.url, ESSAY_PRACTITIONERS.as_of)


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingStorage(TrainingRuns):
    """What is kept for building models, and with which tools it is built."""

    data_tb: Annotated[Numeric, Input(
        label="Data kept today", unit="TB", bounds=(0.0, 1e6), typical=(0.01, 1000.0),
        source=YOURS, help="Training data, features and checkpoints.")] = 5.0
    data_added_tb: Annotated[Numeric, Input(
        label="Data added", unit="TB/month", bounds=(0.0, 1e5), typical=(0.0, 50.0), step=0.05,
        source=YOURS, help="In month 1; it grows with the data.")] = 0.3
    retention_months: Annotated[Numeric, Input(
        label="Data is kept for", unit="months", bounds=(1.0, 1200.0), typical=(1.0, 120.0),
        whole=True, source=YOURS,
        help="What is older is deleted; what is there today is of all ages. 1,200 is for ever.")
        ] = 60.0
    hot_price: Annotated[Numeric, Input(
        label="Storage, hot", unit="USD/TB-month", bounds=(0.0, 1e5), typical=(1.0, 200.0),
        source=S3, help="Ready to train on.")] = 23.0
    cold_price: Annotated[Numeric, Input(
        label="Storage, cold", unit="USD/TB-month", bounds=(0.0, 1e5), typical=(0.5, 50.0),
        source=B2, expert=True, help="A cheaper class or provider.")] = 6.0
    cold_share: Annotated[Numeric, Input(
        label="Kept cold", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=YOURS, help="Share of the data in the cheaper class.")] = 0.0
    cold_read_rate: Annotated[Numeric, Input(
        label="Cold data read back", unit="share/month", bounds=(0.0, 10.0), typical=(0.0, 1.0),
        step=0.01, source=assumption("one part in fifty a month; count yours"), doubt=(0.3, 3.0),
        expert=True, help="As a share of the cold data.")] = 0.02
    move_price: Annotated[Numeric, Input(
        label="Moving data", unit="USD/TB", bounds=(0.0, 1e5), typical=(0.0, 200.0), source=EGRESS,
        expert=True, help="Paid once for each TB that goes to the cold class, new ones as well, "
        "and when it is read back.")] = 90.0
    cold_target_share: Annotated[Numeric, Input(
        label="Cold storage: move up to", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, source=assumption("most data of a finished model is not read again"),
        expert=True)] = 0.7
    cold_weeks: Annotated[Numeric, Input(
        label="Cold storage: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True,
        source=assumption("rules by age, and a test that data comes back"))] = 1.0
    shorter_retention_months: Annotated[Numeric, Input(
        label="Shorter retention: keep for", unit="months", bounds=(1.0, 1200.0),
        typical=(1.0, 60.0), whole=True, source=assumption("three years of data"), expert=True)
        ] = 36.0
    retention_points: Annotated[Numeric, Input(
        label="Shorter retention: points lost", unit="points", bounds=(0.0, 100.0),
        typical=(0.0, 5.0), step=0.1, doubt=(0.3, 3.0), expert=True,
        source=assumption("not measured; train once without the oldest data"))] = 0.2
    retention_weeks: Annotated[Numeric, Input(
        label="Shorter retention: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True,
        source=assumption("a rule that deletes, and a check of what it would delete"))] = 0.5
    logs: Annotated[YesNo, Choice(
        label="Logs are kept", options=YesNo, labels=NO_YES, source=YOURS,
        help="Of training and of serving: what an incident is diagnosed with.")] = YesNo.YES
    logs_tb: Annotated[Numeric, Input(
        label="Logs written", unit="TB/month", bounds=(0.0, 1e5), typical=(0.001, 50.0),
        source=YOURS, help="In month 1; they follow the queries.")] = 0.2
    logs_retention_months: Annotated[Numeric, Input(
        label="Logs are kept for", unit="months", bounds=(0.0, 120.0), typical=(0.0, 24.0),
        source=YOURS)] = 6.0
    logs_price: Annotated[Numeric, Input(
        label="Storage of logs", unit="USD/TB-month", bounds=(0.0, 1e5), typical=(1.0, 2000.0),
        source=S3, expert=True, help="A hosted log service asks for much more than plain storage.")
        ] = 23.0
    incidents: Annotated[Numeric, Input(
        label="Incidents", unit="incidents/month", bounds=(0.0, 1e4), typical=(0.0, 20.0),
        step=0.25, doubt=(0.4, 2.5), source=assumption("one a month; count yours of last quarter"),
        help="In month 1; they follow the kinds.")] = 1.0
    diagnosis_hours: Annotated[Numeric, Input(
        label="Longer diagnosis without logs", unit="h", bounds=(0.0, 1000.0),
        typical=(0.0, 40.0), step=0.5, doubt=(0.4, 2.5), source=NO_LOGS,
        help="Hours of an engineer more for each incident.")] = 8.0
    downtime_hours: Annotated[Numeric, Input(
        label="Longer downtime without logs", unit="h", bounds=(0.0, 1000.0), typical=(0.0, 24.0),
        step=0.5, doubt=(0.3, 3.0), expert=True,
        source=assumption("two hours more until the cause is found"),
        help="Hours down more for each incident, at the cost of an hour down.")] = 2.0
    seats: Annotated[Numeric, Input(
        label="Seats", unit="seats", bounds=(0.0, 1e5), typical=(0.0, 50.0), whole=True,
        source=YOURS, help="People who use paid tools to build models.")] = 4.0
    seat_price: Annotated[Numeric, Input(
        label="Price of a seat", unit="USD/month", bounds=(0.0, 1e4), typical=(0.0, 300.0),
        step=1.0, source=assumption("experiment tracking and notebooks, together; see your bill"))
        ] = 50.0
    tools_amount: Annotated[Numeric, Input(
        label="Other tools", unit="USD/month", bounds=(0.0, 1e7), typical=(0.0, 5e3), step=10.0,
        source=assumption("a scheduler and a registry; see your bill"), expert=True,
        help="Whatever the number of seats.")] = 100.0
