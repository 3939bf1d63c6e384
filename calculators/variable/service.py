"""A service: one model on one kind of machine, and the ways in which its peak can be met."""
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
from calculators.variable.service_machine import MachineInputs
from calculators.variable.service_model import ModelInputs


class Supply(StrEnum):
    """How the machines of a service are had: the slot that one option fills."""

    ON_DEMAND = "on_demand"
    AUTOSCALED = "autoscaled"
    COMMITTED = "committed"
    HELD_DOWN = "held_down"
    SERVERLESS = "serverless"
    OWN = "own"
    HYBRID = "hybrid"
    SPOT = "spot"
    API = "api"


class CommitmentYears(StrEnum):
    """How long machines are bought ahead."""

    ONE = "one"
    THREE = "three"


RENTED_WAYS = (  # compared on the page on compute; the others have pages of their own
    Supply.ON_DEMAND, Supply.AUTOSCALED, Supply.COMMITTED, Supply.HELD_DOWN, Supply.SERVERLESS)
OWNED_WAYS = (Supply.OWN, Supply.HYBRID)
WITHOUT_MACHINES = (Supply.SERVERLESS, Supply.API)  # paid by the query
SUPPLY_LABELS = {
    "on_demand": "Always for the peak", "autoscaled": "Autoscaled", "committed": "Bought ahead",
    "held_down": "Peak held down", "serverless": "Serverless", "own": "Own machines",
    "hybrid": "Own the base, rent the peak", "spot": "Spot", "api": "API"}


@dataclass(frozen=True, kw_only=True, eq=False)
class SupplyInputs(Inputs):
    """The terms of the four ways to meet the peak, and of serverless."""

    supply: Annotated[Supply, Choice(
        label="How the peak is met", options=Supply, labels=SUPPLY_LABELS, source=YOURS,
        help="Exactly one way is in the plan; the others are compared with it.")] = Supply.ON_DEMAND
    other_gpus: Annotated[Numeric, Input(
        label="Non-production GPUs", unit="GPUs", bounds=(0.0, 1e5), typical=(0.0, 8.0), whole=True,
        source=YOURS, expert=True,
        help="Staging and development, always on, at the on-demand price.")] = 0.0
    scale_up_minutes: Annotated[Numeric, Input(
        label="Time to start a machine", unit="minutes", bounds=(0.0, 720.0), typical=(0.0, 60.0),
        doubt=(0.6, 2.0), expert=True,
        source=assumption("boot, image and weights take minutes; measure yours"),
        help="Autoscaling runs ahead of the load by this much.")] = 10.0
    headroom: Annotated[Numeric, Input(
        label="Autoscaling headroom", unit="share", bounds=(0.0, 2.0), typical=(0.0, 0.5),
        step=0.05,
        expert=True,
        source=assumption("spare machines so that a burst does not wait for a start"))] = 0.15
    commitment_discount: Annotated[Numeric, Input(
        label="Commitment discount", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.6),
        step=0.01,
        expert=True,
        source=assumption("enter your own quote; published figures are ceilings of 66 to 72 %"),
        help="Off the on-demand price for machines bought ahead.")] = 0.3
    commitment_years: Annotated[CommitmentYears, Choice(
        label="Committed for", options=CommitmentYears, source=YOURS, expert=True,
        labels={"one": "1 year", "three": "3 years"},
        help="Machines bought ahead are chosen anew after this time.")] = CommitmentYears.ONE
    commitment_upfront: Annotated[Numeric, Input(
        label="Paid upfront", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.5,
        expert=True, source=YOURS,
        help="Of each term, in its first month: 1 is all upfront, 0.5 partial, 0 none. It changes "
        "when cash is paid, not what the machines cost.")] = 0.0
    commitment_offer: Annotated[str, Text(
        label="Published offer", source=YOURS, catalog="commitments", longest=120, expert=True,
        help="Choosing one fills discount, term and payment; your own quote leads.")] = "typed"
    held_peak: Annotated[Numeric, Input(
        label="Peak held down to", unit="×", bounds=(1.0, 24.0), typical=(1.0, 5.0), step=0.1,
        expert=True, source=YOURS,
        help="Load above this multiple of the mean is delayed or priced away.")] = 1.7
    held_lost_share: Annotated[Numeric, Input(
        label="Lost above the cap", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.5), step=0.01,
        doubt=(0.4, 2.5), expert=True,
        source=assumption("share of held queries whose revenue is lost"),
        help="The rest waits for a quieter hour.")] = 0.05
    serverless_price_per_gpu_second: Annotated[Measured, Input(
        label="Serverless price", unit="USD/GPU-s", bounds=(0.0, 1.0), typical=(1e-5, 0.01),
        source=YOURS, expert=True, optional=True,
        help="Unknown until you enter your provider's price; never taken as zero.")] = None
    serverless_concurrency: Annotated[Numeric, Input(
        label="Serverless queries at once", unit="queries", bounds=(1.0, 1e4), typical=(1.0, 64.0),
        whole=True, expert=True,
        source=assumption("most serverless endpoints run one query per worker"))] = 1.0
    cold_start_seconds: Annotated[Numeric, Input(
        label="Cold start", unit="s", bounds=(0.0, 3600.0), typical=(0.0, 120.0), doubt=(0.5, 2.0),
        expert=True,
        source=assumption("container start and loading of weights; measure yours"))] = 20.0
    keep_alive_seconds: Annotated[Numeric, Input(
        label="Kept warm after a query", unit="s", bounds=(0.0, 86400.0), typical=(0.0, 900.0),
        expert=True,
        source=assumption("idle time before a worker is stopped; taken as free, which not "
        "every provider grants"))] = 60.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Service(ModelInputs, MachineInputs, SupplyInputs):
    """One row of the table of services."""

    def relations(self) -> list[str]:
        """Refuse a model that uses more weights than it has."""
        more = self.active_parameters > self.parameters
        problem = (f"Active parameters: {self.active_parameters} billion is more than "
                   f"all {self.parameters} billion parameters")
        return [problem] if getattr(more, "any", lambda: more)() else []


@dataclass(frozen=True, kw_only=True, eq=False)
class ProviderDiscount(Inputs):
    """What a provider takes off its list prices."""

    provider: Annotated[str, Text(
        label="Provider", source=YOURS, catalog="providers",
        help="Of rented machines, of an API or of data that leaves.")] = "typed"
    discount: Annotated[Numeric, Input(
        label="Your discount", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.5), step=0.01,
        source=YOURS, help="Off every list price of the provider that fills the plan.")] = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Services(Inputs):
    """The services of the plan, and last month's bill to hold the estimate against."""

    rows: Annotated[tuple[Service, ...], Rows(
        label="Services", row=Service, one="service", least=1, most=12, source=YOURS,
        help="An embedder and a language model; ten small models.")] = (Service(),)
    last_bill: Annotated[Measured, Input(
        label="Compute bill of last month", unit="USD/month", bounds=(0.0, 1e9), typical=(10.0,
        1e6),
        source=YOURS, optional=True,
        help="Shown against the estimate, with the factor between them.")] = None
    apply_bill: Annotated[YesNo, Choice(
        label="Scale the estimate to the bill", options=YesNo, labels=NO_YES,
        source=YOURS, help="Yes multiplies every compute cost by bill ÷ estimate.")] = YesNo.NO
    discounts: Annotated[tuple[ProviderDiscount, ...], Rows(
        label="Discounts of your own", row=ProviderDiscount, one="discount", most=8, source=YOURS,
        help="By provider; the prices of the plan are what is left.")] = ()

    def relations(self) -> list[str]:
        """Refuse a provider that has two discounts."""
        names = [row.provider.casefold() for row in self.discounts if row.provider != "typed"]
        twice = next((name for name in names if names.count(name) > 1), None)
        return [f"Discounts of your own: {twice} has two; one is taken"] if twice else []
