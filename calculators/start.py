"""Start with your own numbers: eight answers yield a first plan; what it assumes is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np

from calculators import catalog
from calculators.catalog import Machine
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.core import paths
from calculators.core.inputs import Input, Inputs, Month, Numeric, Source, Text
from calculators.core.sources import YOURS, assumption
from calculators.core.units import TERA
from calculators.evaluation import evaluate
from calculators.fill import API_MODEL, TYPED, filled, paths_set_by
from calculators.fixed.hardware_inputs import Asset
from calculators.fixed.team_inputs import BENEFITS, MEDIAN_SALARY, Role, Team
from calculators.presets import DEFAULT_PRESET
from calculators.scenario import Scenario
from calculators.variable import compute
from calculators.variable.service import Service
from calculators.variable.service_machine import Engine
from calculators.variable.service_model import ModelKind

ROW = "services.rows.0"
MEASURED_VENDOR = "NVIDIA"  # the fit rests on measurements of its GPUs, and a few of AMD's
WEEKS_OF_WORK = 52.0  # paid weeks a year
CENTS = 2  # digits of money that a first plan keeps, so that its link says the same

CHURN_SHARE = 0.03
CHURN = Source(
    "Monthly logo churn of B2B SaaS: small firms 3 to 5 %; the lower end is taken",
    "https://knowledgelib.io/finance/saas-metrics/churn-benchmarks/2026",
    "2026-02-28",
)
CUSTOMERS = 100.0
PAYBACK_OF_A_CUSTOMER = 3.0  # months of revenue that winning a customer costs
ANSWER_KILOBYTES, QUESTION_KILOBYTES = 4.0, 2.0
OTHER_PER_PERSON = 1500.0
OPERATIONS_PER_PERSON = 300.0
NOT_ASKED = (  # of operations: nobody asked for it, so nothing is paid for it
    "labelled_items", "monitoring_per_million", "evaluation_runs", "on_call_hours",
    "on_call_time",
)  # fmt: skip
SLACK = 2.0  # target over the time that one query alone takes, where the declared one is missed
LAPTOP_PRICE, LAPTOP_MONTHS, LAPTOPS_BOUGHT = 1600.0, 36.0, -17.0

OF_TRAINING = ("shipped_models", "data_tb", "data_added_tb", "logs_tb", "seats", "tools_amount")
NOTHING_TRAINED = assumption("nothing is trained; the model is served as published")

API_PRICES = tuple(paths_set_by(API_MODEL))

# Where the inputs of a first plan come from that no question asks for.
ASSUMED: Mapping[str, Source] = {
    "demand.customers": assumption(
        "100 customers share the revenue; a placeholder that leaves total revenue, growth and the "
        "cost of winning customers as they are"
    ),
    "demand.customers_lost": CHURN,
    "demand.customers_gained": assumption("as many as make up for the loss and yield your growth"),
    "business.acquisition_cost": assumption("three months of a customer's revenue"),
    "business.other_fixed_costs": assumption(
        "1,500 USD a month and person: rent, software, insurance, accounting"
    ),
    "bandwidth.kilobytes_down": assumption("an answer of 4 kB, at the list prices of AWS"),
    "bandwidth.kilobytes_up": assumption("a question of 2 kB"),
    "operations.monitoring_fixed": assumption("300 USD a month and person; no label is bought"),
    "hardware.assets": assumption(
        "a laptop of 1,600 USD each, 18 months old today and replaced after 36"
    ),
    **{f"training.{field}": NOTHING_TRAINED for field in OF_TRAINING},
    "team.roles": assumption("one role of everybody, all engineers, on the average salary"),
    "team.loaded_factor": BENEFITS,
    "team.attrition_per_year": assumption("nobody leaves; the page on the team asks"),
    "worth.engineer_week_cost": BENEFITS,
    f"{ROW}.machine": assumption(
        "the machine of the catalog whose bill is lowest in month 1 among those that hold the "
        "model on one machine and answer in time, doubtful rows left out"
    ),
    f"{ROW}.answer_target_seconds": assumption(
        "15 s, or twice what one query alone takes where that is longer"
    ),
    API_MODEL: assumption(
        "the same open model where the catalog has it, at the lowest price, doubtful ones last; "
        "else no API is compared until you choose one"
    ),
    f"{ROW}.engine": assumption("an open serving engine, or plain PyTorch, as it comes"),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class EightQuestions(Inputs):
    """What a first plan asks for."""

    # fmt: off
    queries_per_month: Annotated[Numeric, Input(
        label="Queries a month", unit="queries/month", bounds=(0.0, 1e13), typical=(1e3, 1e9),
        source=YOURS, help="Everything that users raise in month 1.")] = 1e6
    model: Annotated[str, Text(
        label="Model", source=YOURS, catalog="models", help="The one that costs most.")
        ] = "llama-3-1-8b"
    growth: Annotated[Numeric, Input(
        label="Growth", unit="share/month", bounds=(-0.9, 1.9), typical=(-0.05, 0.3), step=0.005,
        source=YOURS, help="Customers won less customers lost, as a share of those there.")] = 0.04
    cash: Annotated[Numeric, Input(
        label="Cash today", unit="USD", bounds=(0.0, 1e12), typical=(1e4, 2e7), source=YOURS,
        help="At the start of month 1.")] = 1e6
    revenue_per_month: Annotated[Numeric, Input(
        label="Revenue a month", unit="USD/month", bounds=(0.0, 1e9), typical=(0.0, 5e5),
        step=500.0, source=YOURS, help="From all customers, in month 1.")] = 30_000.0
    people: Annotated[Numeric, Input(
        label="People", unit="people", bounds=(0.0, 1e4), typical=(1.0, 50.0), whole=True,
        source=YOURS, help="On the payroll, you included.")] = 5.0
    salary: Annotated[Numeric, Input(
        label="Salary", unit="USD/year", bounds=(0.0, 5e6), typical=(2e4, 3e5), step=1000.0,
        source=MEDIAN_SALARY, help="Of one person on average, before what you pay on top.")
        ] = 133_080.0
    start_month: Annotated[str, Month(
        label="Start month", source=YOURS, help="Month 1 of the plan.")] = "2026-12"
    # fmt: on

    def relations(self) -> list[str]:
        """Refuse a model whose size the catalog does not know: a first plan would invent it."""
        language, other = catalog.language_model(self.model), catalog.other_model(self.model)
        if language is None and other is None:
            return [f"Model: {self.model[:40]!r} is not in the catalog; choose one of its models"]
        unknown = {
            "the parameters": (language and language.parameters_billion)
            or (other and other.parameters_million),
            "the work of a query": language is not None or (other and other.gflops_per_query),
        }
        missing = " and ".join(what for what, value in unknown.items() if not value)
        name = (language or other).name  # type: ignore[union-attr]
        return (
            [f"Model: the catalog does not know {missing} of {name}; choose another"]
            if missing
            else []
        )


def first_plan(p: EightQuestions) -> tuple[Scenario, str]:
    """Return a first plan and the key of the example that its link starts from.

    Team: one role of everybody, people·salary·loaded/12. Revenue is split over 100 customers.
    Customers gained = growth + lost, lost = the published churn, or more where growth is below it.
    What else it assumes stands in ``ASSUMED``.
    """
    plan = paths.with_values(Scenario(), {**_business_values(p), **_cost_values(p)})
    plan, _ = filled(plan, f"{ROW}.model", p.model)
    is_language = plan.services.rows[0].kind == ModelKind.LANGUAGE
    name = "Language model" if is_language else "Model"
    engine = Engine.VLLM if is_language else Engine.EAGER
    plan = paths.with_values(plan, {f"{ROW}.name": name, f"{ROW}.engine": engine})
    plan = _with_api(plan, p.model)
    plan, _ = filled(plan, f"{ROW}.machine", machine_for(plan))
    if late := _reachable_targets(plan.services.rows[0]):
        plan = paths.with_values(plan, late)
        plan, _ = filled(plan, f"{ROW}.machine", machine_for(plan))
    return plan, DEFAULT_PRESET


def _with_api(plan: Scenario, model: str) -> Scenario:
    """Return the plan with the API that sells the same language model, or with unknown prices."""
    if catalog.language_model(model) is None:
        return plan
    same = api_catalog.selling(model)
    if same:
        return filled(plan, API_MODEL, same[0].key)[0]
    return paths.with_values(plan, {API_MODEL: TYPED, **dict.fromkeys(API_PRICES)})


def _reachable_targets(service: Service) -> dict[str, Any]:
    """Return later targets where one query alone misses those declared, else nothing.

    Nobody asked for the declared ones, and a missed target makes each query pay for a machine.
    """
    if compute.unknown_inputs(service) or compute.replica(service).meets_latency > 0:
        return {}
    alone = compute.replica(replace(service, batch_cap=1.0))
    whole, first = np.ceil(SLACK * alone.answer_seconds), np.ceil(alone.first_token_seconds)
    return {
        f"{ROW}.answer_target_seconds": np.maximum(service.answer_target_seconds, whole),
        f"{ROW}.first_token_target_seconds": np.maximum(service.first_token_target_seconds, first),
    }


def _business_values(p: EightQuestions) -> dict[str, Any]:
    gained = np.maximum(p.growth + CHURN_SHARE, 0.0)
    revenue = p.revenue_per_month / CUSTOMERS
    return {
        "plan.name": "First plan from eight answers",
        "demand.queries_per_month": p.queries_per_month,
        "demand.customers": CUSTOMERS,
        "demand.customers_gained": gained,
        "demand.customers_lost": gained - p.growth,
        "business.start_month": p.start_month,
        "business.cash": p.cash,
        "business.revenue_per_customer": revenue,
        "business.acquisition_cost": PAYBACK_OF_A_CUSTOMER * revenue,
    }


def _cost_values(p: EightQuestions) -> dict[str, Any]:
    loaded = p.salary * Team().loaded_factor
    amounts = {
        "worth.engineer_week_cost": loaded / WEEKS_OF_WORK,
        "business.other_fixed_costs": p.people * OTHER_PER_PERSON,
        "operations.monitoring_fixed": p.people * OPERATIONS_PER_PERSON,
        **{f"operations.{name}": 0.0 * p.people for name in NOT_ASKED},
        **{f"training.{field}": 0.0 * p.people for field in OF_TRAINING},
    }
    in_cents = {path: np.round(amount, CENTS) for path, amount in amounts.items()}
    everybody = Role(name="Everybody", people=np.maximum(p.people, 1.0), salary=p.salary, tools=0.0)
    laptops = Asset(
        units=p.people, unit_price=LAPTOP_PRICE, purchase_month=LAPTOPS_BOUGHT,
        life_months=LAPTOP_MONTHS,
    )  # fmt: skip
    return {
        **in_cents,
        "bandwidth.kilobytes_up": QUESTION_KILOBYTES,
        "bandwidth.kilobytes_down": ANSWER_KILOBYTES,
        "hardware.assets": (laptops,),
        "team.roles": (everybody,) if np.any(p.people > 0) else (),
        "team.attrition_per_year": 0.0,
    }


def machine_for(plan: Scenario) -> str:
    """Return the key of the machine that serves the plan's first service for least in month 1.

    Machines that answer in time come before those that do not, and these before what does not
    hold the model. "typed" when nothing can be said, because an input is unknown.
    """
    service = plan.services.rows[0]
    if compute.unknown_inputs(service):
        return TYPED
    offers = candidates()
    tried = replace(plan, services=replace(plan.services, rows=(_on_each(service, offers),)))
    result = evaluate(tried, exact=False)
    unit = result.services[0].unit
    held = (unit.fits > 0) & (unit.gpus <= _column(offers, "gpus_per_machine"))
    in_time = held & (unit.meets_latency > 0)
    bill = np.broadcast_to(result.services[0].chosen.cost[..., 0], held.shape)
    hourly = _column(offers, "price_per_hour")
    order = np.lexsort((hourly, np.where(held, bill, np.inf), ~in_time))
    return offers[int(order[0])].key


def candidates() -> tuple[Machine, ...]:
    """Return the machines whose figures are not doubtful and whose kind has been measured."""
    found = []
    for machine in catalog.machines():
        card = catalog.gpu(machine.gpu)
        if card is not None and card.vendor == MEASURED_VENDOR and not machine.doubtful:
            found.append(machine)
    return tuple(found)


def _column(offers: tuple[Machine, ...], field: str) -> Any:
    return np.array([float(getattr(offer, field)) for offer in offers])


def _on_each(service: Service, offers: tuple[Machine, ...]) -> Service:
    """Return the service on every machine at once: each number of the machine is an array."""
    eight = [offer.flops_8_bit or offer.flops_16_bit for offer in offers]
    return replace(
        service,
        price_per_gpu_hour=_column(offers, "price_per_gpu_hour"),
        gpus_per_machine=_column(offers, "gpus_per_machine"),
        memory_gb=_column(offers, "memory_gb"),
        bandwidth_gb_per_second=_column(offers, "bandwidth_gb_per_second"),
        tflops=_column(offers, "flops_16_bit") / TERA,
        tflops_8bit=np.array(eight) / TERA,
    )
