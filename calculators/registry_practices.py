"""Practices and tools among the calculators: what each gives when it is asked alone."""

from __future__ import annotations

from calculators.choices import build_vs_buy_mix
from calculators.choices.build_vs_buy_inputs import Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import terms, today, whole
from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.power import wilson_interval
from calculators.practices import (
    near_duplicates_evidence,
    near_duplicates_lsh,
    vector_search_prices,
)
from calculators.practices import vector_search_need as vectors
from calculators.practices.near_duplicates_inputs import Method, NearDuplicates
from calculators.practices.near_duplicates_value import removal, step
from calculators.practices.vector_search import by_month
from calculators.practices.vector_search_inputs import Index, VectorSearch
from calculators.registry_costs import Results

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
        **{str(level): whole(terms(tools, tool, level), size, tools, worth) for level in Level},
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
