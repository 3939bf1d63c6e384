"""Cards of the page on near-duplicates."""

from __future__ import annotations

from ui.inputs import Card

EVIDENCE = Card(
    "Evidence",
    [
        "near_duplicates.failure_share",
        "near_duplicates.failures_sampled",
        "near_duplicates.failures_traced",
        "near_duplicates.cost_per_failure",
        "near_duplicates.exact_share",
    ],
    ["near_duplicates.confidence", "near_duplicates.tracing_minutes"],
    "Queries come from the plan. Read failures before you remove anything.",
)
REMOVAL = Card(
    "Removal",
    [
        "near_duplicates.method",
        "near_duplicates.hashes",
        "near_duplicates.bands",
        "near_duplicates.pair_similarity",
        "near_duplicates.calibration_weeks",
        "near_duplicates.upkeep_time",
    ],
    ["near_duplicates.exact_weeks"],
)
WRONGLY = Card(
    "Texts that only look alike",
    [
        "near_duplicates.new_documents",
        "near_duplicates.lookalike_share",
        "near_duplicates.lookalike_similarity",
        "near_duplicates.cost_per_wrong_removal",
    ],
)
MEANING = Card(
    "By meaning",
    ["near_duplicates.semantic_caught", "near_duplicates.semantic_false_share"],
    ["near_duplicates.documents", "near_duplicates.embedding_price"],
    "Embeddings find more, and take more for the same that is not.",
)
INPUTS = (EVIDENCE, REMOVAL, WRONGLY, MEANING)
