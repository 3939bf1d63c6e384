"""The cost lines among the calculators: what each gives when it is asked alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import Numeric
from calculators.core.units import over_months
from calculators.fixed import hardware as hardware_page
from calculators.fixed import team as team_page
from calculators.fixed import team_leaving, team_need, team_people, training_cost, training_storage
from calculators.fixed.hardware_inputs import Asset, Hardware
from calculators.fixed.hardware_life import economic_life, owning_cost
from calculators.fixed.hardware_schedule import fleet
from calculators.fixed.team_inputs import Team
from calculators.fixed.training_inputs import Training
from calculators.variable import operations as operations_page
from calculators.variable import operations_labels
from calculators.variable.bandwidth_inputs import Bandwidth
from calculators.variable.bandwidth_traffic import bill, planned_traffic, transfer_seconds
from calculators.variable.operations_inputs import Operations

Results = Mapping[str, Numeric]

OPERATIONS_UNITS = {
    "cost": "USD/month",
    "growing_with_volume": "USD/month",
    "engineer_time": "weeks/month",
    "items": "items/month",
    "price_of_a_useful_label": "USD/label",
    "labels_worth_buying": "labels/month",
}
HARDWARE_UNITS = {
    "cash": "USD/month",
    "accounting": "USD/month",
    "for_serving": "USD/month",
    "best_age": "months",
    "even_owning_cost": "USD/month",
}
TEAM_UNITS = {
    "cost": "USD/month",
    "engineer_time": "weeks/month",
    "leaving": "people/month",
    "value_lost": "USD/month",
    "departure_gross": "USD",
    "departure_net": "USD",
    "engineers_needed": "engineers",
    "engineers_left_to_work": "engineers",
}


def fields_of(result: Any) -> Results:
    """Return the fields of a result by name."""
    return {f.name: getattr(result, f.name) for f in fields(result)}


def bandwidth_results(demand: Demand, bandwidth: Bandwidth) -> Results:
    """Return bytes moved, their cost and the time of an answer."""
    moved = planned_traffic(bandwidth, demand_plan(demand))
    paid = bill(bandwidth, moved)
    return {
        "gb_up": moved.up,
        "gb_out": moved.out,
        "cost": paid.total,
        "transfer_seconds": transfer_seconds(bandwidth),
    }


def operations_results(demand: Demand, operations: Operations, worth: Worth) -> Results:
    """Return the line of operations and what labels cost."""
    plan = demand_plan(demand)
    line = operations_page.cost_line(operations, plan, worth)
    return {
        "cost": line.cash,
        "growing_with_volume": line.variable,
        "engineer_time": line.weeks,
        "items": operations_labels.items(operations, plan),
        "price_of_a_useful_label": operations_labels.useful_label_price(operations),
        "labels_worth_buying": operations_labels.worth_buying(operations, plan, worth),
    }


def training_results(demand: Demand, training: Training) -> Results:
    """Return the cost of building models, by what drives it."""
    found = training_cost.training_cost(training, demand_plan(demand))
    return {
        "cost": found.total,
        "idle_cost": found.idle,
        "models": found.work.models,
        "runs": found.work.runs,
        "gpu_hours": found.work.gpu_hours,
        "data_tb": training_storage.stored_tb(training),
    }


def training_run_results(training: Training) -> Results:
    """Return one run of training."""
    return fields_of(training_cost.run_cost(training))


def team_results(demand: Demand, team: Team, worth: Worth) -> Results:
    """Return the line of the team, a departure, and the engineers needed."""
    plan, pay = demand_plan(demand), team_people.payroll(team)
    line = team_page.cost_line(team, plan, worth)
    one = team_leaving.departure(team, worth, pay)
    return {
        "cost": line.cash,
        "engineer_time": line.weeks,
        "leaving": team_leaving.leaving(team, pay),
        "value_lost": team_leaving.value_lost(team, worth, pay),
        "departure_gross": one.gross,
        "departure_net": one.net,
        "engineers_needed": team_need.need(team, plan),
        "engineers_left_to_work": team_need.working(team, pay).effective,
    }


def hardware_results(asset: Asset, hardware: Hardware) -> Results:
    """Return one asset in two lenses, its best age, and what owning it costs in even payments."""
    p = replace(hardware, assets=(asset,))
    line = hardware_page.cost_line(p, demand_plan(Demand()), Worth())
    f = fleet(p, p.assets)
    owning = f.value * owning_cost(f.resale, f.life, over_months(p.discount_rate), f.life)
    return {
        "cash": line.cash,
        "accounting": line.accounting,
        "for_serving": line.variable,
        "best_age": economic_life(f.resale, f.life, f.maintenance, f.repair_growth)[..., 0],
        "even_owning_cost": owning[..., 0],
    }
