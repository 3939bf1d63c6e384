"""Cards of the page on size and shape of models."""

from __future__ import annotations

from ui.inputs import Card

CHOSEN = Card(
    "What the plan takes",
    ["models.served", "models.shape", "models.arranged", "models.arrangement", "models.pipeline"],
    ["models.replaced_accuracy"],
    "Compute, Training and Team hold the models of today. The plan adds the difference of another "
    "option, nothing twice.",
)
PIPELINE = Card(
    "By hand or by a pipeline",
    [
        "models.models_per_kind",
        "models.hand_time",
        "models.automated_time",
        "models.pipeline_time",
        "models.pipeline_costs",
        "models.pipeline_setup_weeks",
    ],
    note="It retrains on demand. That is no schedule: whether to retrain is another page.",
)
KINDS = Card(
    "One for each kind, or one for all",
    [
        "models.specific_points",
        "models.small_training",
        "models.small_hosting",
        "models.general_training",
        "models.general_serving",
        "models.validation_time",
    ],
    ["models.general_weeks", "models.specific_weeks"],
)
LADDER = Card(
    "Ladder",
    ["models.ladder.*"],
    note="From small to large, the five rungs in this order. What was not tried stays empty.",
)
STEPS = Card(
    "Other steps",
    ["models.steps.*"],
    note="Before and behind the model: an answer is right if each step is.",
)
INPUTS = (CHOSEN, PIPELINE, KINDS)
LADDER_IN_SIGHT = (
    "name",
    "accuracy",
    "training",
    "serving",
    "answer_seconds",
    "upkeep_time",
    "build_weeks",
)
STEPS_IN_SIGHT = ("name", "accuracy", "step_seconds", "validation_weeks")
TABLES = (("ladder", LADDER, LADDER_IN_SIGHT), ("steps", STEPS, STEPS_IN_SIGHT))
