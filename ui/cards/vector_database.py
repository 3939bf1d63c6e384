"""Cards of the page on vector databases."""

from __future__ import annotations

from ui.inputs import Card

CORPUS = Card(
    "Vectors",
    [
        "vector_search.index",
        "vector_search.vectors",
        "vector_search.growth",
        "vector_search.dimensions",
        "vector_search.value_type",
        "vector_search.metadata_bytes",
        "vector_search.writes",
    ],
    ["vector_search.corpora", "vector_search.visible_seconds"],
)
SEARCHES = Card(
    "Searches",
    [
        "vector_search.searches_per_query",
        "vector_search.latency_budget_ms",
        "vector_search.cores",
        "vector_search.memory_gb",
        "vector_search.load_budget_seconds",
        "vector_search.measured_ms",
    ],
    [
        "vector_search.peak_searches",
        "vector_search.measured_vectors",
        "vector_search.bandwidth_gb_per_second",
        "vector_search.disk_gb_per_second",
        "vector_search.rebuild_gb_per_second",
        "vector_search.rebuild_share",
    ],
    "The script below the charts measures one search; the field for its result stands here.",
)
SELF_HOSTED = Card(
    "An index we run",
    [
        "vector_search.recall",
        "vector_search.self_hosted_weeks",
        "vector_search.self_hosted_upkeep",
        "vector_search.machine_price",
    ],
    [
        "vector_search.recall_loss_points",
        "vector_search.index_ms",
        "vector_search.memory_factor",
        "vector_search.machine_gb",
    ],
)
MANAGED = Card(
    "A managed database",
    [
        "vector_search.provider",
        "vector_search.managed_minimum",
        "vector_search.read_price",
        "vector_search.round_trip_ms",
        "vector_search.managed_weeks",
        "vector_search.managed_upkeep",
    ],
    ["vector_search.write_price", "vector_search.storage_price"],
)
INPUTS = (CORPUS, SEARCHES, SELF_HOSTED, MANAGED)
