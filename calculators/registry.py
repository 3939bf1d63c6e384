"""Each calculator alone, by name: its inputs, its results and their units.

The command line and the tests over every calculator read this list. A calculator takes groups of
declared inputs by name, scalars or arrays, and returns its results by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, make_dataclass
from functools import cache
from typing import Any

import numpy as np

from calculators import registry_costs as costs
from calculators import registry_practices as practices
from calculators import registry_unknown
from calculators import runway as _runway
from calculators.choices.api_vs_self_hosted_alone import UNITS as TOKENS_UNITS
from calculators.choices.api_vs_self_hosted_alone import TokensMade, tokens_results
from calculators.choices.cloud_vs_onprem_alone import UNITS as PURCHASE_UNITS
from calculators.choices.cloud_vs_onprem_alone import Purchase, purchase_results
from calculators.choices.commitments_alone import UNITS as LEVEL_UNITS
from calculators.choices.commitments_alone import level_results
from calculators.choices.model_size_alone import UNITS as MODELS_UNITS
from calculators.choices.model_size_alone import models_results
from calculators.choices.model_size_inputs import Models
from calculators.choices.server_vs_cluster_alone import UNITS as JOBS_UNITS
from calculators.choices.server_vs_cluster_alone import jobs_results
from calculators.choices.server_vs_cluster_inputs import DataJobs
from calculators.core import breakeven, finance, queueing, throughput
from calculators.core.alone_checkpoint import UNITS as JOB_UNITS
from calculators.core.alone_checkpoint import InterruptedJob, job_results
from calculators.core.alone_finance import (
    Asset,
    BurnAndSales,
    CashAndBurn,
    Growth,
    Investment,
    WorkAndSaving,
)
from calculators.core.alone_serving import CacheShape, Queue, Staffing
from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import Inputs, Measured
from calculators.core.units import GIGA, over_months, ratio_or_never
from calculators.evaluation import evaluate
from calculators.fixed.hardware_inputs import Asset as Owned
from calculators.fixed.hardware_inputs import Hardware
from calculators.fixed.team_inputs import Team
from calculators.fixed.training_inputs import Training
from calculators.registry_costs import Results
from calculators.scenario import Scenario
from calculators.variable import compute
from calculators.variable.bandwidth_inputs import Bandwidth
from calculators.variable.operations_inputs import Operations
from calculators.variable.service import Service, Services

LONGEST_LIFE = 50  # years, as declared


@dataclass(frozen=True)
class Calculator:
    """One calculator. ``units`` names every result; results by month or year end in an axis."""

    name: str
    question: str
    groups: Mapping[str, type[Inputs]]
    units: Mapping[str, str]
    compute: Callable[..., Results]

    def plan(self) -> Any:
        """Return the declared inputs at their defaults, as a plan of their own."""
        return _plan_class(self.name)()

    def results(self, plan: Any) -> Mapping[str, Measured]:
        """Return the results of a plan that ``plan()`` made, or of a changed copy.

        None: unknown, because an input that is empty decides it; ``withheld`` says which.
        """
        found = self.compute(**{name: getattr(plan, name) for name in self.groups})
        return {**found, **dict.fromkeys(self.withheld(plan))}

    def withheld(self, plan: Any) -> Mapping[str, str]:
        """Return the results that are unknown, each with what has to be known first."""
        missing = registry_unknown.withheld(self.name, plan)
        return {name: why for name, why in missing.items() if name in self.units}


@cache
def _plan_class(name: str) -> Any:
    parts: list[Any] = [
        (key, group, field(default_factory=group))
        for key, group in CALCULATORS[name].groups.items()
    ]
    parts.append(("ranges", Mapping, field(default_factory=dict)))
    return make_dataclass("Alone", parts, frozen=True, eq=False)


def _demand(demand: Demand) -> Results:
    return costs.fields_of(demand_plan(demand))


def _replica(service: Service) -> Results:
    return costs.fields_of(compute.replica(service))


def _throughput(service: Service) -> Results:
    unit = compute.replica(service)
    full = unit.queries_per_second
    return {
        "slots": unit.slots,
        "queries_per_second": full,
        "tokens_out_per_second": full * service.tokens_out,
        "answer_seconds": unit.answer_seconds,
    }


def _supply(demand: Demand, service: Service) -> Results:
    result = evaluate(Scenario(demand=demand, services=Services(rows=(service,))))
    bill = result.services[0].chosen
    return {"cost": bill.cost, "gpus": bill.gpus}


def _runway_alone(money: CashAndBurn) -> Results:
    above = np.maximum(money.cash - money.cash_floor, 0.0)
    return {"runway_months": ratio_or_never(above, money.net_burn)}


def _default_alive(growth: Growth) -> Results:
    given = (growth.revenue_now, growth.expenses, growth.growth)
    return {
        "months_to_profit": _runway.graham_months(*given),
        "cash_needed": _runway.graham_cash_needed(*given),
    }


def _burn_multiple(burn: BurnAndSales) -> Results:
    return {"burn_multiple": _runway.burn_multiple(burn.net_burn, burn.new_annual_revenue)}


def _erlang_c(queue: Queue) -> Results:
    servers, load, seconds = queue.servers, queue.load, queue.service_seconds
    return {
        "wait_share": queueing.erlang_c(servers, load),
        "utilisation": queueing.utilisation(servers, load),
        "mean_wait_seconds": queueing.mean_wait_seconds(servers, load, seconds),
        "started_in_time": queueing.service_level(servers, load, seconds, queue.within_seconds),
    }


def _servers(staffing: Staffing) -> Results:
    return {
        "servers": queueing.servers(staffing.load, staffing.wait_share),
        "by_square_root_rule": queueing.square_root_servers(staffing.load, staffing.wait_share),
    }


def _kv_cache(cache: CacheShape) -> Results:
    token = throughput.kv_bytes_per_token_full_attention(
        cache.layers, cache.kv_heads, cache.head_size, cache.value_bytes
    )
    return {"kv_bytes_per_token": token, "cache_gb": token * cache.tokens / GIGA}


def _flows(investment: Investment) -> Any:
    """Return the flow of each year, today first; nothing after the end of the life."""
    year = np.arange(LONGEST_LIFE + 1, dtype=float)
    life = over_months(investment.life_years)
    yearly = np.where((year > 0) & (year <= life), over_months(investment.yearly_flow), 0.0)
    last = np.where(year == life, over_months(investment.residual_value), 0.0)
    return yearly + last - np.where(year == 0, over_months(investment.outlay), 0.0)


def _npv(investment: Investment) -> Results:
    value = finance.net_present_value(investment.discount_rate, _flows(investment))
    return {"present_value": value}


def _irr(investment: Investment) -> Results:
    return {"rate_of_return": finance.internal_rate_of_return(_flows(investment))}


def _equivalent_annual_cost(investment: Investment) -> Results:
    rate = investment.discount_rate
    value = finance.net_present_value(rate, _flows(investment))
    return {"yearly_cost": -finance.equivalent_annual_cost(value, rate, investment.life_years)}


def _straight_line(asset: Asset) -> Results:
    worn = finance.straight_line(asset.cost, asset.residual_value, asset.useful_life_years)
    return {"yearly_amortisation": worn}


def _declining_balance(asset: Asset) -> Results:
    worn = finance.declining_balance(
        asset.cost, asset.residual_value, asset.useful_life_years, LONGEST_LIFE, asset.factor
    )
    return {"amortisation_by_year": worn}


def _payback(work: WorkAndSaving) -> Results:
    rate = work.discount_rate
    return {
        "payback_months": breakeven.payback_months(work.upfront, work.monthly_saving),
        "discounted_payback_months": breakeven.discounted_payback_months(
            work.upfront, work.monthly_saving, rate
        ),
    }


REPLICA_UNITS = {
    "gpus": "GPUs",
    "weights_gb": "GB",
    "cache_gb_per_query": "GB",
    "memory_gb": "GB",
    "usable_gb": "GB",
    "memory_slots": "queries",
    "latency_slots": "queries",
    "slots": "queries",
    "hold_seconds": "s",
    "queries_per_second": "queries/s",
    "first_token_seconds": "s",
    "answer_seconds": "s",
    "serverless_seconds": "s",
    "meets_latency": "1 = yes",
    "fits": "1 = yes",
}
DEMAND_UNITS = {
    "customers": "customers",
    "raw_queries": "queries/month",
    "scored_queries": "queries/month",
    "kinds": "kinds",
    "peak_rate": "queries/s",
}
# fmt: off
_ALL = (
    Calculator("demand", "How many queries arrive, month by month?",
               {"demand": Demand}, DEMAND_UNITS, _demand),
    Calculator("replica", "What does one replica bear, and does the model fit?",
               {"service": Service}, REPLICA_UNITS, _replica),
    Calculator("throughput", "How many queries and tokens a second?", {"service": Service},
               {"slots": "queries", "queries_per_second": "queries/s",
                "tokens_out_per_second": "tokens/s", "answer_seconds": "s"}, _throughput),
    Calculator("supply", "What does a service cost, month by month, as it is supplied?",
               {"demand": Demand, "service": Service}, {"cost": "USD/month", "gpus": "GPUs"},
               _supply),
    Calculator("commitment", "How many GPUs should be paid for ahead, and what does that save?",
               {"demand": Demand, "service": Service}, LEVEL_UNITS, level_results),
    Calculator("bandwidth", "What does moving the data cost, and how long does a query take?",
               {"demand": Demand, "bandwidth": Bandwidth},
               {"gb_up": "GB/month", "gb_out": "GB/month", "cost": "USD/month",
                "transfer_seconds": "s"}, costs.bandwidth_results),
    Calculator("operations", "What does keeping the model good cost, month by month?",
               {"demand": Demand, "operations": Operations, "worth": Worth},
               costs.OPERATIONS_UNITS, costs.operations_results),
    Calculator("hardware", "What does a thing that is owned cost, and how long is it best kept?",
               {"asset": Owned, "hardware": Hardware}, costs.HARDWARE_UNITS,
               costs.hardware_results),
    Calculator("team", "What do people, and people leaving, cost, month by month?",
               {"demand": Demand, "team": Team, "worth": Worth}, costs.TEAM_UNITS,
               costs.team_results),
    Calculator("training", "What does building models cost, month by month?",
               {"demand": Demand, "training": Training},
               {"cost": "USD/month", "idle_cost": "USD/month", "models": "models/month",
                "runs": "runs/month", "gpu_hours": "GPU-hours/month", "data_tb": "TB"},
               costs.training_results),
    Calculator("training_run", "How long does one training run take, and what does it cost?",
               {"training": Training}, {"gpu_hours": "GPU-hours", "days": "days", "cost": "USD"},
               costs.training_run_results),
    Calculator("cloud_or_own", "When has a purchase paid for itself against rent?",
               {"purchase": Purchase}, PURCHASE_UNITS, purchase_results),
    Calculator("api_or_self_hosted", "What do tokens cost bought and made, and where do both meet?",
               {"tokens": TokensMade}, TOKENS_UNITS, tokens_results),
    Calculator("checkpoint", "How often to write checkpoints, and what is left of a discount?",
               {"job": InterruptedJob}, JOB_UNITS, job_results),
    *(Calculator(*one) for one in practices.CALCULATORS),
    Calculator("data_jobs", "What does a job over the data take on one server, and on a cluster?",
               {"data_jobs": DataJobs, "worth": Worth}, JOBS_UNITS, jobs_results),
    Calculator("models", "What do models cost, kept by hand or by a pipeline, many or one?",
               {"demand": Demand, "models": Models, "worth": Worth}, MODELS_UNITS, models_results),
    Calculator("runway", "How long does cash last at a constant burn?", {"money": CashAndBurn},
               {"runway_months": "months"}, _runway_alone),
    Calculator("default_alive", "When does growing revenue meet constant expenses?",
               {"growth": Growth}, {"months_to_profit": "months", "cash_needed": "USD"},
               _default_alive),
    Calculator("burn_multiple", "What does a dollar of new annual revenue cost?",
               {"burn": BurnAndSales}, {"burn_multiple": "×"}, _burn_multiple),
    Calculator("erlang_c", "What share of queries waits, and how long?", {"queue": Queue},
               {"wait_share": "share", "utilisation": "share", "mean_wait_seconds": "s",
                "started_in_time": "share"}, _erlang_c),
    Calculator("servers", "How many servers keep waiting below a limit?", {"staffing": Staffing},
               {"servers": "servers", "by_square_root_rule": "servers"}, _servers),
    Calculator("kv_cache", "How much memory does the cache of a query take?",
               {"cache": CacheShape}, {"kv_bytes_per_token": "bytes", "cache_gb": "GB"}, _kv_cache),
    Calculator("npv", "What are the flows worth today?", {"investment": Investment},
               {"present_value": "USD"}, _npv),
    Calculator("irr", "At which rate are the flows worth nothing?", {"investment": Investment},
               {"rate_of_return": "share/year"}, _irr),
    Calculator("equivalent_annual_cost", "What does it cost a year, over its life?",
               {"investment": Investment}, {"yearly_cost": "USD/year"}, _equivalent_annual_cost),
    Calculator("straight_line", "What wears off a year?", {"asset": Asset},
               {"yearly_amortisation": "USD/year"}, _straight_line),
    Calculator("declining_balance", "What wears off in each year?", {"asset": Asset},
               {"amortisation_by_year": "USD/year"}, _declining_balance),
    Calculator("payback", "When has the saving repaid the work?", {"work": WorkAndSaving},
               {"payback_months": "months", "discounted_payback_months": "months"}, _payback),
)
# fmt: on

CALCULATORS: Mapping[str, Calculator] = {found.name: found for found in _ALL}
