"""Practices and tools among the calculators: what each gives when it is asked alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from calculators.choices import build_vs_buy_mix
from calculators.choices.build_vs_buy_inputs import Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import today, whole
from calculators.core import proof
from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import Inputs
from calculators.core.power import wilson_interval
from calculators.core.units import PERCENT
from calculators.practices import (
    accuracy_value,
    fine_tuning_proof,
    near_duplicates_evidence,
    near_duplicates_lsh,
    retraining_work,
    vector_search_prices,
)
from calculators.practices import fine_tuning as tuning
from calculators.practices import vector_search_need as vectors
from calculators.practices.accuracy_value_inputs import Accuracy
from calculators.practices.fine_tuning_inputs import FineTuning
from calculators.practices.near_duplicates_inputs import Method, NearDuplicates
from calculators.practices.near_duplicates_value import removal, step
from calculators.practices.retraining_inputs import Retraining
from calculators.practices.vector_search import by_month
from calculators.practices.vector_search_inputs import Index, VectorSearch
from calculators.registry_costs import Results
from calculators.variable.operations_inputs import Operations
from calculators.variable.operations_labels import with_label_price

RETRAINING_UNITS = {
    "gain": "share",
    "significance": "share",
    "queries_needed_at_least": "queries",
    "queries_needed": "queries",
    "chance": "share",
    "smallest_gain": "share",
    "best_interval": "days",
    "signal_after": "days",
    "value": "USD/month",
}

NEAR_DUPLICATES_UNITS = {
    "failures": "failures/month",
    "share_at_least": "share",
    "share_at_most": "share",
    "found": "share",
    "threshold": "share",
    "caught": "share",
    "removed_wrongly": "texts/month",
    "break_even": "failures/month",
}

TOOL_UNITS = {
    **{str(level): "USD/month" for level in Level},
    "building_takes_more": "USD",
    "building_saves": "USD/month",
    "building_pays_back": "months",
}


def near_duplicates_results(
    demand: Demand, near_duplicates: NearDuplicates, worth: Worth
) -> Results:
    """Return failures, the share due to near-duplicates, what hashes in bands do, and the turn."""
    p = near_duplicates
    read, traced = p.failures_sampled, p.failures_traced
    counted = (0.0, 0.0) if read is None or traced is None else (traced, read)
    low, high = wilson_interval(*counted, p.confidence)
    near = removal(p, Method.NEAR)
    return {
        "failures": near_duplicates_evidence.failures_by_month(p, demand_plan(demand)),
        "share_at_least": low,
        "share_at_most": high,
        "found": near_duplicates_lsh.found_share(p.pair_similarity, p.hashes, p.bands),
        "threshold": near_duplicates_lsh.threshold(p.hashes, p.bands),
        "caught": near.caught,
        "removed_wrongly": near.removed_wrongly,
        "break_even": step(p, Method.EXACT, Method.NEAR, worth).bounds(worth)[0],
    }


def tool_results(demand: Demand, tool: Tool, tools: Tools, worth: Worth) -> Results:
    """Return what one tool costs at each level, and when building it has paid for itself."""
    size = today(tools, demand_plan(demand))
    found = build_vs_buy_mix.build_or_buy(tools, tool, size, worth, 0.0)
    return {
        **{str(level): whole(tools, tool, level, size, worth) for level in Level},
        "building_takes_more": found.more_at_once,
        "building_saves": found.saving,
        "building_pays_back": found.months,
    }


VECTOR_SEARCH_UNITS = {
    "memory_gb": "GB",
    "search_seconds": "s",
    "in_time_seconds": "s",
    "restart_seconds": "s",
    "rebuilding": "share",
    "brute_force": "USD/month",
    "self_hosted": "USD/month",
    "managed": "USD/month",
}


def vector_search_results(demand: Demand, vector_search: VectorSearch) -> Results:
    """Return what searching every vector asks for, and three bills, without engineer time."""
    plan, p = demand_plan(demand), by_month(vector_search)
    count = vectors.planned_vectors(vector_search)
    peak = vectors.peak_searches(vector_search, plan)
    scan = vectors.scan_seconds(p, count)
    return {
        "memory_gb": vectors.held_gb(p, count),
        "search_seconds": scan,
        "in_time_seconds": vectors.latency_seconds(p, scan, peak),
        "restart_seconds": vectors.restart_seconds(p, count),
        "rebuilding": vectors.rebuilding_share(p, count),
        "brute_force": vector_search_prices.brute_force_bill(p, count, peak, Index.BRUTE_FORCE),
        "self_hosted": vector_search_prices.self_hosted_bill(p, count),
        "managed": vector_search_prices.managed_bill(
            p, count, vectors.monthly_searches(vector_search, plan)
        ),
    }


def retraining_results(retraining: Retraining, operations: Operations, worth: Worth) -> Results:
    """Return whether a schedule's gain can be told from luck, and how often to train again.

    Unknown discordance is taken at its most; at its least, the gain itself, fewer queries do.
    """
    p, days = with_label_price(retraining, operations), retraining.interval_days
    gain, level = retraining_work.gain(p, days), retraining_work.level_of_schedule(p)
    most = proof.most_discordance(p, gain)
    share = np.maximum(most if p.discordance is None else p.discordance, gain)
    least = gain if p.discordance is None and p.paired else share
    return {
        "gain": gain,
        "significance": level,
        "queries_needed_at_least": proof.needed(p, gain, level, least),
        "queries_needed": proof.needed(p, gain, level, share),
        "chance": proof.chance(p, p.labelled, gain, level, share),
        "smallest_gain": retraining_work.visible_loss(p, p.labelled, level) / PERCENT,
        "best_interval": retraining_work.best_days(p, worth),
        "signal_after": retraining_work.days_on_signal(p, worth, p.labelled),
        "value": retraining_work.value(p, worth, days),
    }


ACCURACY_UNITS = {
    "value_of_a_point": "USD/month",
    "work": "weeks",
    "cost": "USD",
    "left": "USD/month",
    "points_that_pay": "points",
    "done_after": "months",
}


def accuracy_results(
    demand: Demand, accuracy: Accuracy, operations: Operations, worth: Worth
) -> Results:
    """Return what a point is worth, what the points aimed at take, and how many pay."""
    p, queries = with_label_price(accuracy, operations), demand.queries_per_month
    return {
        "value_of_a_point": queries * accuracy_value.value_per_query(p),
        "work": accuracy_value.work_weeks(p, p.aimed_points),
        "cost": accuracy_value.price_of_points(p, worth, p.aimed_points),
        "left": accuracy_value.monthly_gain(p, worth, queries, p.aimed_points),
        "points_that_pay": accuracy_value.points_that_pay(p, worth, queries),
        "done_after": accuracy_value.work_months(p, p.aimed_points),
    }


FINE_TUNING_UNITS = {
    "queries_needed_at_least": "queries",
    "queries_needed": "queries",
    "chance": "share",
    "smallest_gain": "share",
    "points_won": "points",
    "left": "USD/month",
    "cost": "USD",
}


def fine_tuning_results(
    demand: Demand, fine_tuning: FineTuning, operations: Operations, worth: Worth
) -> Results:
    """Return what proves the gain, and what it wins.

    Unknown discordance is taken at its most; at its least, the gain itself, fewer queries do.
    """
    p, kinds = with_label_price(fine_tuning, operations), demand.kinds
    least = p.gain if p.discordance is None and p.paired else None
    return {
        "queries_needed_at_least": fine_tuning_proof.queries_needed(p, least),
        "queries_needed": fine_tuning_proof.queries_needed(p),
        "chance": fine_tuning_proof.chance_seen(p, p.labelled),
        "smallest_gain": fine_tuning_proof.smallest_gain(p, p.labelled),
        "points_won": tuning.points_won(p, kinds),
        "left": tuning.monthly_gain(p, worth, kinds),
        "cost": tuning.work(p, worth),
    }


# fmt: off
CALCULATORS: tuple[
    tuple[str, str, Mapping[str, type[Inputs]], Mapping[str, str], Callable[..., Results]], ...
] = (
    ("retraining", "Could anybody tell what a schedule of retraining wins?",
     {"retraining": Retraining, "operations": Operations, "worth": Worth},
     RETRAINING_UNITS, retraining_results),
    ("accuracy", "What is another point of accuracy worth?",
     {"demand": Demand, "accuracy": Accuracy, "operations": Operations, "worth": Worth},
     ACCURACY_UNITS, accuracy_results),
    ("fine_tuning", "Is the gain of a fine-tuned embedder provable, and worth it?",
     {"demand": Demand, "fine_tuning": FineTuning, "operations": Operations, "worth": Worth},
     FINE_TUNING_UNITS, fine_tuning_results),
    ("near_duplicates", "From how many failures on does removing near-duplicates pay?",
     {"demand": Demand, "near_duplicates": NearDuplicates, "worth": Worth},
     NEAR_DUPLICATES_UNITS, near_duplicates_results),
    ("tool", "What does a tool cost as scripts, open source, managed or built?",
     {"demand": Demand, "tool": Tool, "tools": Tools, "worth": Worth},
     TOOL_UNITS, tool_results),
    ("vector_search", "What does searching vectors ask for, and what does it cost?",
     {"demand": Demand, "vector_search": VectorSearch}, VECTOR_SEARCH_UNITS,
     vector_search_results),
)
# fmt: on
