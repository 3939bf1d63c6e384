"""Cards of the page on training."""

from __future__ import annotations

from calculators.fixed.training_inputs import Training
from calculators.fixed.training_run_inputs import HoursKnown
from ui.cards.plan import WORTH
from ui.inputs import Card

MEASURED_RUN = Card(
    "One run",
    [
        "training.hours_known",
        "training.gpu_hours_per_run",
        "training.machine",
        "training.price_per_gpu_hour",
        "training.gpus",
    ],
    [
        "training.start_hours",
        "training.parameters",
        "training.tokens",
        "training.utilisation_share",
        "training.tflops",
    ],
    "Parameters and tokens count only when the hours come from them.",
)
RUN_BY_FLOPS = Card(
    "One run",
    [
        "training.hours_known",
        "training.parameters",
        "training.tokens",
        "training.utilisation_share",
        "training.machine",
        "training.price_per_gpu_hour",
        "training.gpus",
    ],
    ["training.tflops", "training.start_hours", "training.gpu_hours_per_run"],
    "6 × parameters × tokens over the FLOP/s that are reached.",
)
MODELS = Card(
    "Models and experiments",
    [
        "training.shipped_models",
        "training.runs_per_model",
        "training.failed_share",
        "training.data_growth",
        "training.model_growth",
    ],
    ["training.retrained_per_kind", "demand.kinds", "demand.kinds_added"],
    "Month 1 is today's run rate; growth first applies in month 2.",
)
SUPPLY = Card(
    "GPUs",
    ["training.supply", "training.idle_share", "training.idle_off", "training.spot_net_saving"],
    ["training.held_gpus", "training.commitment_discount"],
)
DATA = Card(
    "Data",
    [
        "training.data_tb",
        "training.data_added_tb",
        "training.retention_months",
        "training.hot_price",
        "training.cold_share",
    ],
    ["training.cold_price", "training.cold_read_rate", "training.move_price"],
)
LOGS = Card(
    "Logs and incidents",
    [
        "training.logs",
        "training.logs_tb",
        "training.logs_retention_months",
        "training.incidents",
        "training.diagnosis_hours",
    ],
    ["training.logs_price", "training.downtime_hours"],
)
TOOLS = Card("Tools", ["training.seats", "training.seat_price", "training.tools_amount"])
LEVERS = Card(
    "Levers",
    ["training.idle_left_share", "training.cold_target_share", "training.kept_runs_share"],
    [
        "training.idle_off_weeks",
        "training.supply_weeks",
        "training.fewer_runs_points",
        "training.fewer_runs_weeks",
        "training.cold_weeks",
        "training.shorter_retention_months",
        "training.retention_points",
        "training.retention_weeks",
    ],
)

ONE_AMOUNT = Card(
    "One amount instead",
    ["training.monthly_amount"],
    note="While it is entered, nothing else on this page counts.",
)

MEASURED_HOURS = (MEASURED_RUN, MODELS, SUPPLY)
HOURS_BY_FLOPS = (RUN_BY_FLOPS, MODELS, SUPPLY)
STORAGE_AND_LEVERS = (DATA, LOGS, TOOLS, WORTH, LEVERS)


def runs(training: Training) -> tuple[Card, ...]:
    """Return the cards beside the charts; an amount that replaces them all stands first."""
    by_flops = training.hours_known == HoursKnown.FLOPS
    cards = HOURS_BY_FLOPS if by_flops else MEASURED_HOURS
    return cards if training.monthly_amount is None else (ONE_AMOUNT, *cards)


def rest(training: Training) -> tuple[Card, ...]:
    """Return the cards further down, the amount last while nobody has entered it."""
    is_entered = training.monthly_amount is not None
    return STORAGE_AND_LEVERS if is_entered else (*STORAGE_AND_LEVERS, ONE_AMOUNT)
