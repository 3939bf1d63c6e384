"""Cards of the page on compute."""

from __future__ import annotations

from ui.cards.plan import DEMAND, WORTH
from ui.inputs import Card
from ui.state import SERVICE

DAY = Card(
    "Load over the day",
    ["demand.peak_to_mean", "demand.quietest_to_mean"],
    ["demand.hourly"],
)
SERVICE_SHOWN = Card(
    "Service",
    [SERVICE, "service.supply", "service.share_of_queries", "service.minimum_replicas"],
    [
        "service.name",
        "service.copies",
        "service.copies_follow",
        "service.models_per_replica",
        "service.other_gpus",
        "service.wait_share",
    ],
)
MODEL = Card(
    "Model",
    ["service.model", "service.precision", "service.tokens_in", "service.tokens_out"],
    [
        "service.kind",
        "service.parameters",
        "service.active_parameters",
        "service.layers",
        "service.hidden_size",
        "service.kv_bytes_per_token",
        "service.cached_prefix_share",
        "service.gflops_per_query",
        "service.megabytes_per_query",
        "service.activation_megabytes",
    ],
)
OTHER_MODEL = Card(
    "Model",
    ["service.model", "service.precision", "service.gflops_per_query"],
    [
        "service.kind",
        "service.parameters",
        "service.active_parameters",
        "service.megabytes_per_query",
        "service.activation_megabytes",
        "service.layers",
        "service.hidden_size",
        "service.kv_bytes_per_token",
        "service.tokens_in",
        "service.tokens_out",
        "service.cached_prefix_share",
    ],
)
MACHINE = Card(
    "Machine",
    [
        "service.machine",
        "service.price_per_gpu_hour",
        "service.answer_target_seconds",
        "service.measured_queries_per_second",
    ],
    [
        "service.measured_answer_seconds",
        "service.first_token_target_seconds",
        "service.gpus_per_machine",
        "service.gpus_per_replica",
        "service.memory_gb",
        "service.bandwidth_gb_per_second",
        "service.tflops",
        "service.tflops_8bit",
        "service.link_gb_per_second",
        "service.engine",
        "service.bandwidth_efficiency",
        "service.compute_efficiency",
        "service.step_overhead_ms",
        "service.throughput_factor",
        "service.batch_cap",
        "service.memory_used_share",
        "service.fixed_milliseconds",
    ],
)
SUPPLY = Card(
    "Ways to meet the peak",
    ["service.scale_up_minutes", "service.commitment_discount", "service.held_peak"],
    [
        "service.headroom",
        "service.held_lost_share",
        "service.serverless_price_per_gpu_second",
        "service.serverless_concurrency",
        "service.cold_start_seconds",
        "service.keep_alive_seconds",
    ],
)
BILL = Card("Last month's bill", ["services.last_bill", "services.apply_bill"])
LEVERS = Card(
    "Levers",
    ["levers.sampled_share", "levers.cached_share", "levers.smaller_queries_per_second"],
    [
        "levers.sampling_points",
        "levers.sampling_weeks",
        "levers.caching_points",
        "levers.caching_weeks",
        "levers.precision_points",
        "levers.precision_weeks",
        "levers.smaller_size",
        "levers.smaller_points",
        "levers.smaller_weeks",
        "levers.compiled_speedup",
        "levers.compiled_weeks",
        "levers.waiting_share",
        "levers.waiting_weeks",
        "levers.supply_weeks",
        "levers.hours_down",
    ],
)

LANGUAGE_SERVICE = (DEMAND, DAY, SERVICE_SHOWN, MODEL, MACHINE)
OTHER_SERVICE = (DEMAND, DAY, SERVICE_SHOWN, OTHER_MODEL, MACHINE)
LEVER_CARDS = (SUPPLY, BILL, WORTH, LEVERS)
