"""Where every input is asked: the cards of each page, by path. Data, nothing else."""

from __future__ import annotations

from ui.inputs import Card
from ui.state import SERVICE

DEMAND = Card(
    "Demand",
    [
        "demand.queries_per_month",
        "demand.customers",
        "demand.customers_gained",
        "demand.customers_lost",
    ],
    [
        "demand.usage_growth",
        "demand.scored_share",
        "demand.cached_share",
        "demand.kinds",
        "demand.kinds_added",
    ],
    "Month 1 is today's run rate; growth first applies in month 2.",
)
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
WORTH = Card(
    "What things are worth",
    ["worth.point_value", "worth.second_value", "worth.engineer_time"],
    ["worth.hour_down_cost", "worth.engineer_week_cost", "worth.payback_months"],
)
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
CASH = Card(
    "Cash and revenue",
    ["business.cash", "business.revenue_per_customer", "business.acquisition_cost"],
    [
        "plan.name",
        "business.start_month",
        "business.cash_floor",
        "business.other_revenue",
        "business.prepaid_share",
        "business.collection_months",
        "business.opening_receivables",
        "business.interest",
        "business.discount_rate",
        "business.credits",
        "business.credits_months",
        "business.round_slip",
        "business.raise_months",
        "business.currency",
    ],
)
COSTS = Card(
    "Costs a month",
    [
        "team.monthly_amount",
        "training.monthly_amount",
        "operations.monthly_amount",
        "bandwidth.monthly_amount",
        "hardware.monthly_amount",
        "business.other_fixed_costs",
    ],
    ["team.people", "operations.volume_share"],
    "Compute comes from its own page.",
)
FUNDING = Card("Round", ["business.funding.*"])
PAYMENTS = Card("One-off payment", ["business.payments.*"])

OVERVIEW_CARDS = (CASH, DEMAND, COSTS)
RUNWAY_CARDS = (CASH, DEMAND, COSTS, FUNDING, PAYMENTS)
COMPUTE_CARDS = (DEMAND, DAY, SERVICE_SHOWN, MODEL, MACHINE)
LEVER_CARDS = (SUPPLY, BILL, WORTH, LEVERS)
COMPUTE_CARDS_OTHER = (DEMAND, DAY, SERVICE_SHOWN, OTHER_MODEL, MACHINE)
