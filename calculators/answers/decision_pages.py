"""Where each decision has its page: its name in the menu and its address, in the menu's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from calculators.core.decision import Decision


@dataclass(frozen=True, slots=True)
class Topic:
    """The page on which a decision is explained."""

    name: str
    address: str


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "compute": Topic("Compute", "compute"),
        "bandwidth": Topic("Bandwidth", "bandwidth"),
        "operations": Topic("Operations", "operations"),
        "hardware": Topic("Hardware", "hardware"),
        "training": Topic("Training", "training"),
        "team": Topic("Team", "team"),
        "cloud_or_own": Topic("Cloud or own machines", "cloud-or-own"),
        "spot": Topic("Spot", "spot"),
        "commitments": Topic("Commitments", "commitments"),
        "api": Topic("API or self-hosted", "api"),
        "tools": Topic("Build, buy or open source", "build-or-buy"),
        "models": Topic("Size and shape of models", "model-size"),
        "data_jobs": Topic("One server or a cluster", "server-or-cluster"),
        "vector_search": Topic("Vector database", "vector-database"),
        "near_duplicates": Topic("Near-duplicates", "near-duplicates"),
        "retraining": Topic("Continuous retraining", "retraining"),
        "fine_tuning": Topic("Embedding fine-tuning", "fine-tuning"),
        "accuracy": Topic("A point of accuracy", "accuracy"),
    }
)
BUILT = ("tools", "models", "data_jobs", "vector_search", "near_duplicates", "retraining",
         "fine_tuning", "accuracy")  # fmt: skip  # what a team builds: practices and tools


def is_built(decision: Decision) -> bool:
    """Whether an option is a practice or a tool, not a way to serve, buy or run."""
    return decision.page in BUILT


def topic_of(decision: Decision) -> Topic:
    """Return the page of a decision; of one that is not listed its group's own name."""
    own = decision.page.replace("_", " ").capitalize()
    return TOPICS.get(decision.page, Topic(own, decision.page.replace("_", "-")))


def place_of(decision: Decision) -> int:
    """Return the place of a decision's page in the menu; those not listed come last."""
    order = list(TOPICS)
    return order.index(decision.page) if decision.page in order else len(order)
