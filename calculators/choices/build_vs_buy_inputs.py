"""Build, buy or open source: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import (
    NO_YES,
    Choice,
    Input,
    Inputs,
    Measured,
    Numeric,
    Rows,
    Text,
    YesNo,
)
from calculators.core.sources import YOURS, assumption

MOST_TOOLS = 50
TIME = assumption("no published measurement of this work was found; count your own hours")
PRICE = assumption("the size of common list prices; put the offer that you have in its place")
HOSTING = assumption("a small machine and its storage; take the figure of your own bill")
FACTOR = assumption("how much harder is not measured anywhere; compare with your last such tool")
PLATFORM = assumption("platforms quote on request; put the offer that you have in its place")
SHARE = assumption("count the features on the list of the offer that you would use this year")
WEEK = "weeks/month"
SLOW = (0.5, 2.0)  # work that is guessed may be half or twice


class Level(StrEnum):
    """How far a tool goes: the slot that one option fills."""

    SCRIPT = "script"
    OPEN_SOURCE = "open_source"
    MANAGED = "managed"
    BUILT = "built"


class PricedBy(StrEnum):
    """What the price of a managed tool is counted by."""

    PERSON = "person"
    MODEL = "model"
    QUERIES = "queries"


LEVEL_LABELS = {"script": "scripts", "open_source": "open source", "managed": "managed",
                "built": "built"}
PRICED_LABELS = {"person": "person", "model": "model", "queries": "1,000 queries"}


def _setup(level: str, expert: bool = False) -> Input:
    return Input(label=f"{level}: set-up", unit="weeks", bounds=(0.0, 1000.0),
                 typical=(0.0, 40.0), step=0.5, doubt=SLOW, source=TIME, expert=expert,
                 help="Once, until it does what the scripts did.")


def _upkeep(level: str) -> Input:
    return Input(label=f"{level}: upkeep", unit=WEEK, bounds=(0.0, 100.0), typical=(0.0, 2.0),
                 step=0.05, doubt=SLOW, source=TIME, help="Whatever the number of models.")


def _each(level: str) -> Input:
    return Input(label=f"{level}: upkeep of a model", unit=WEEK, bounds=(0.0, 100.0),
                 typical=(0.0, 0.3), step=0.005, doubt=SLOW, source=TIME,
                 help="On top, for each model in production.")


def _hosting(level: str) -> Input:
    return Input(label=f"{level}: hosting", unit="USD/month", bounds=(0.0, 1e7),
                 typical=(0.0, 3000.0), step=10.0, doubt=SLOW, source=HOSTING)


def _exit(level: str) -> Input:
    return Input(label=f"{level}: leaving it", unit="weeks", bounds=(0.0, 1000.0),
                 typical=(0.0, 20.0), step=0.5, doubt=SLOW, expert=True, source=TIME,
                 help="Moving data and everything that calls it, when it is given up.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Tool(Inputs):
    """One pillar of the work, and what it takes at each level. Scripts are there already."""

    name: Annotated[str, Text(label="Tool", source=YOURS, longest=40)] = "Another tool"
    level: Annotated[Level, Choice(
        label="Level", options=Level, labels=LEVEL_LABELS, source=YOURS,
        help="What the plan has. The others are weighed against it.")] = Level.SCRIPT
    script_time: Annotated[Measured, Input(
        label="Scripts: upkeep", unit=WEEK, bounds=(0.0, 100.0), typical=(0.0, 2.0), step=0.05,
        doubt=SLOW, optional=True, source=TIME,
        help="Whatever the number of models. Empty: nobody knows, and nothing is said.")] = 0.1
    script_model_time: Annotated[Numeric, _each("Scripts")] = 0.05
    open_setup_weeks: Annotated[Numeric, _setup("Open source")] = 3.0
    open_time: Annotated[Numeric, _upkeep("Open source")] = 0.3
    open_model_time: Annotated[Numeric, _each("Open source")] = 0.01
    open_amount: Annotated[Numeric, _hosting("Open source")] = 150.0
    open_exit_weeks: Annotated[Numeric, _exit("Open source")] = 2.0
    managed_setup_weeks: Annotated[Numeric, _setup("Managed")] = 1.0
    managed_time: Annotated[Numeric, _upkeep("Managed")] = 0.05
    managed_model_time: Annotated[Numeric, _each("Managed")] = 0.01
    managed_amount: Annotated[Numeric, Input(
        label="Managed: base price", unit="USD/month", bounds=(0.0, 1e7), typical=(0.0, 5000.0),
        step=10.0, source=PRICE)] = 100.0
    managed_price: Annotated[Numeric, Input(
        label="Managed: price of a unit", unit="USD/month", bounds=(0.0, 1e5),
        typical=(0.0, 200.0), step=0.01, source=PRICE,
        help="A month, for each of what the next column counts.")] = 20.0
    managed_unit: Annotated[PricedBy, Choice(
        label="Managed: unit", options=PricedBy, labels=PRICED_LABELS, source=PRICE,
        help="Queries are those that reach a model.")] = PricedBy.MODEL
    managed_exit_weeks: Annotated[Numeric, _exit("Managed")] = 2.0
    built_setup_weeks: Annotated[Numeric, _setup("Built")] = 15.0
    built_time: Annotated[Numeric, _upkeep("Built")] = 0.6
    built_model_time: Annotated[Numeric, _each("Built")] = 0.01
    built_amount: Annotated[Numeric, _hosting("Built")] = 100.0
    built_exit_weeks: Annotated[Numeric, _exit("Built")] = 4.0


PILLARS = (
    Tool(name="Ingestion and feature store", script_model_time=0.04,
         open_setup_weeks=6.0, open_time=0.6, open_amount=400.0, open_exit_weeks=4.0,
         managed_setup_weeks=3.0, managed_time=0.15, managed_amount=500.0, managed_price=0.02,
         managed_unit=PricedBy.QUERIES, managed_exit_weeks=4.0,
         built_setup_weeks=30.0, built_time=1.0, built_model_time=0.005, built_amount=300.0,
         built_exit_weeks=6.0),
    Tool(name="Pipeline and orchestration", script_time=0.15, script_model_time=0.06,
         open_time=0.25, open_model_time=0.015,
         managed_setup_weeks=1.5, managed_time=0.1, managed_model_time=0.015,
         managed_amount=300.0,
         built_setup_weeks=20.0, built_time=0.8, built_amount=150.0),
    Tool(name="Registry and tracking", script_time=0.05, script_model_time=0.03,
         open_setup_weeks=1.0, open_time=0.1, open_amount=60.0, open_exit_weeks=1.0,
         managed_setup_weeks=0.5, managed_time=0.03, managed_amount=0.0, managed_price=50.0,
         managed_unit=PricedBy.PERSON, managed_exit_weeks=1.0,
         built_setup_weeks=8.0, built_time=0.4, built_amount=50.0, built_exit_weeks=3.0),
    Tool(name="Deployment and serving", script_model_time=0.08,
         open_setup_weeks=4.0, open_time=0.4, open_model_time=0.03, open_amount=200.0,
         open_exit_weeks=3.0,
         managed_setup_weeks=2.0, managed_time=0.15, managed_model_time=0.03,
         managed_amount=200.0, managed_price=30.0, managed_exit_weeks=3.0,
         built_setup_weeks=16.0, built_time=0.8, built_model_time=0.02, built_amount=200.0),
    Tool(name="Monitoring", script_time=0.05, open_amount=120.0,
         managed_price=0.05, managed_unit=PricedBy.QUERIES, managed_exit_weeks=1.0),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Tools(Inputs):
    """Build, buy or open source."""

    rows: Annotated[tuple[Tool, ...], Rows(
        label="Tools", row=Tool, one="tool", most=MOST_TOOLS, source=TIME)] = PILLARS
    models: Annotated[Numeric, Input(
        label="Models in production", unit="models", bounds=(0.0, 1e6), typical=(1.0, 100.0),
        step=1.0, source=YOURS, help="Each with its own data, release and alarms.")] = 2.0
    models_added: Annotated[Numeric, Input(
        label="Models added", unit="models/month", bounds=(0.0, 1e4), typical=(0.0, 20.0),
        step=0.1, doubt=SLOW, source=YOURS, help="From month 2 on.")] = 0.0
    people: Annotated[Numeric, Input(
        label="People who use the tools", unit="people", bounds=(0.0, 1e5), typical=(1.0, 50.0),
        step=1.0, source=YOURS, help="A licence by the person is paid for each of them.")] = 5.0
    kept_months: Annotated[Numeric, Input(
        label="A tool is kept for", unit="months", bounds=(1.0, 120.0), typical=(12.0, 60.0),
        step=1.0, source=assumption("tools of this kind are replaced every few years"),
        help="Set-up and leaving are spread over it in the charts and tables.")] = 36.0
    familiar: Annotated[YesNo, Choice(
        label="Somebody has run it before", options=YesNo, labels=NO_YES, source=YOURS,
        help="In production, elsewhere or here. No makes the set-up of other people's tools "
        "longer.")] = YesNo.NO
    unfamiliar_factor: Annotated[Numeric, Input(
        label="Set-up of what nobody knows", unit="×", bounds=(1.0, 10.0), typical=(1.0, 4.0),
        step=0.1, doubt=(0.7, 1.6), expert=True, source=FACTOR)] = 1.5
    fits_size: Annotated[YesNo, Choice(
        label="Made for teams of your size", options=YesNo, labels=NO_YES, source=YOURS,
        help="No: made for hundreds of engineers. It then takes more upkeep.")] = YesNo.YES
    misfit_factor: Annotated[Numeric, Input(
        label="Upkeep of what is too large", unit="×", bounds=(1.0, 10.0), typical=(1.0, 4.0),
        step=0.1, doubt=(0.7, 1.6), expert=True, source=FACTOR)] = 2.0
    leaves_easily: Annotated[YesNo, Choice(
        label="Data leave in an open format", options=YesNo, labels=NO_YES, source=YOURS,
        help="No makes leaving other people's tools dearer.")] = YesNo.YES
    locked_factor: Annotated[Numeric, Input(
        label="Leaving what holds your data", unit="×", bounds=(1.0, 10.0), typical=(1.0, 4.0),
        step=0.1, doubt=(0.7, 1.6), expert=True, source=FACTOR)] = 2.0
    on_cloud_bill: Annotated[YesNo, Choice(
        label="Managed tools are on the cloud's bill", options=YesNo, labels=NO_YES,
        source=YOURS, expert=True, help="Yes: credits of the cloud pay them.")] = YesNo.NO
    platform_amount: Annotated[Numeric, Input(
        label="Platform: price", unit="USD/month", bounds=(0.0, 1e7), typical=(0.0, 2e4),
        step=100.0, source=PLATFORM, help="One price for everything in the table.")] = 4000.0
    platform_person_price: Annotated[Numeric, Input(
        label="Platform: price of a person", unit="USD/month", bounds=(0.0, 1e5),
        typical=(0.0, 500.0), step=10.0, source=PLATFORM)] = 100.0
    platform_used_share: Annotated[Numeric, Input(
        label="Platform: features used", unit="share", bounds=(0.0, 1.0), typical=(0.1, 1.0),
        step=0.05, source=SHARE)] = 0.4
    platform_setup_weeks: Annotated[Numeric, _setup("Platform", expert=True)] = 6.0
    platform_time: Annotated[Numeric, _upkeep("Platform")] = 0.3
    platform_model_time: Annotated[Numeric, _each("Platform")] = 0.05
    platform_exit_weeks: Annotated[Numeric, _exit("Platform")] = 10.0
    integration_setup_weeks: Annotated[Numeric, Input(
        label="Joining one more tool", unit="weeks", bounds=(0.0, 100.0), typical=(0.0, 6.0),
        step=0.5, doubt=SLOW, source=TIME,
        help="Each tool beyond the first has to be joined to the others; a platform is one.")
        ] = 1.0
    integration_time: Annotated[Numeric, Input(
        label="Keeping one more tool joined", unit=WEEK, bounds=(0.0, 100.0), typical=(0.0, 0.5),
        step=0.01, doubt=SLOW, source=TIME)] = 0.05
