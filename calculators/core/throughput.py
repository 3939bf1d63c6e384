"""Serving throughput: how long a query holds its place on a group of GPUs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core.inputs import Numeric

FORWARD_FLOPS = 2.0  # per parameter and token: one multiplication and one addition
EXCHANGES_PER_LAYER = 2.0  # one after attention, one after the feed-forward part
EXCHANGE_LATENCY_SECONDS = 10e-6  # assumption: one all-reduce of a few kB inside one machine
ACTIVATION_BYTES = 2.0  # activations travel between GPUs as 16-bit numbers
USABLE_MEMORY_SHARE = 0.9  # TensorRT-LLM's default share of the memory that weights leave free
HALVINGS = 40  # resolves a batch of a million to a millionth of a slot
WHOLE_SLACK = 1e-6  # noise on the edge of a stair must not cost a slot


@dataclass(frozen=True, kw_only=True, eq=False)
class ModelShape:
    """What of a transformer decides its speed; a mixture stores more parameters than it uses."""

    parameters: Numeric  # stored [parameters]
    active_parameters: Numeric  # used for one token [parameters]; dense models: all of them
    bytes_per_parameter: Numeric  # as stored, group scales included [B]
    layers: Numeric
    hidden_size: Numeric
    kv_bytes_per_token: Numeric  # cache that one token of context occupies [B]


@dataclass(frozen=True, kw_only=True, eq=False)
class Accelerator:
    """One GPU, by its data sheet."""

    memory_bytes: Numeric
    bandwidth_bytes_per_second: Numeric
    flops_per_second: Numeric  # dense, at the precision of the arithmetic
    link_bytes_per_second: Numeric  # to the other GPUs of the replica, each way


@dataclass(frozen=True, kw_only=True, eq=False)
class Efficiency:
    """What an engine makes of the data sheet."""

    bandwidth_share: Numeric  # e [fraction]
    compute_share: Numeric  # m [fraction]
    step_overhead_seconds: Numeric  # t0, per forward pass


def _ratio_or(empty: float, numerator: Numeric, denominator: Numeric) -> Numeric:
    """Give numerator / denominator, and `empty` where the denominator is not positive."""
    positive = np.greater(denominator, 0.0)
    return np.where(positive, numerator / np.where(positive, denominator, 1.0), empty)


def weight_bytes(model: ModelShape) -> Numeric:
    """Memory of the weights: parameters × bytes per parameter [B]."""
    return model.parameters * model.bytes_per_parameter


def kv_bytes_per_token_full_attention(
    layers: Numeric, kv_heads: Numeric, head_dim: Numeric, bytes_per_value: Numeric
) -> Numeric:
    """Cache of one token: 2 (key and value) × layers × KV heads × head dimension × bytes [B].

    Only for full attention with grouped heads. Latent attention (DeepSeek), hybrid and
    sliding-window models store far less: take their figure from the catalog.
    Kwon et al., PagedAttention, SOSP 2023, section 3, arXiv 2309.06180.
    """
    return 2.0 * layers * kv_heads * head_dim * bytes_per_value


def exchange_seconds(
    tokens: Numeric, model: ModelShape, accelerator: Accelerator, gpus: Numeric
) -> Numeric:
    """Time that g GPUs spend on passing activations in one pass over a number of tokens.

    2·L·(10 µs + tokens·d·2 B·2(g − 1)/g / link); zero for one GPU. Holds for tensor
    parallelism with ring exchanges inside one machine, not across machines.
    """
    share = 2.0 * (gpus - 1.0) / gpus
    sent = tokens * model.hidden_size * ACTIVATION_BYTES * share
    each = EXCHANGE_LATENCY_SECONDS + sent / accelerator.link_bytes_per_second
    return np.where(np.greater(gpus, 1.0), EXCHANGES_PER_LAYER * model.layers * each, 0.0)


def forward_flops(active_parameters: Numeric, tokens: Numeric) -> Numeric:
    """Return the FLOPs of a forward pass, 2·N·D.

    N counts the parameters that one token uses. Attention over a long context comes on top.
    """
    return FORWARD_FLOPS * active_parameters * tokens


def prefill_seconds(
    tokens_in: Numeric,
    model: ModelShape,
    accelerator: Accelerator,
    efficiency: Efficiency,
    gpus: Numeric = 1.0,
    cached_tokens: Numeric = 0.0,
) -> Numeric:
    """Time to read one prompt: (2·N·new + 2·L·d·(in² − cached²))/(g·F·m) + the exchange.

    new = in − cached, the prefix whose cache is reused: its tokens are not computed again, but
    the new ones attend to them. The second term is attention and matters from about 8,000 tokens.
    N = active parameters. Holds while prompts are long enough to be limited by arithmetic (some
    hundred tokens in a pass).
    """
    new = tokens_in - cached_tokens
    linear = forward_flops(model.active_parameters, new)
    attention = 2.0 * model.layers * model.hidden_size * (tokens_in**2 - cached_tokens**2)
    rate = gpus * accelerator.flops_per_second * efficiency.compute_share
    moved = exchange_seconds(new, model, accelerator, gpus)
    return (linear + attention) / rate + np.where(np.greater(new, 0.0), moved, 0.0)


def step_seconds(
    batch: Numeric,
    context_tokens: Numeric,
    model: ModelShape,
    accelerator: Accelerator,
    efficiency: Efficiency,
    gpus: Numeric = 1.0,
) -> Numeric:
    """Time of one decoding step, which gives each of b sequences one token.

    t0 + max((W + b·K)/(g·BW·e), 2·N·b/(g·F·m)) + exchange, with K the cache of one sequence
    at its mean context. All weights are charged, of mixtures too: from a few sequences on
    every expert is touched.
    """
    read = weight_bytes(model) + batch * context_tokens * model.kv_bytes_per_token
    reading = read / (gpus * accelerator.bandwidth_bytes_per_second * efficiency.bandwidth_share)
    work = forward_flops(model.active_parameters, batch)
    computing = work / (gpus * accelerator.flops_per_second * efficiency.compute_share)
    exchanging = exchange_seconds(batch, model, accelerator, gpus)
    return efficiency.step_overhead_seconds + np.maximum(reading, computing) + exchanging


def hold_seconds(
    batch: Numeric,
    tokens_in: Numeric,
    tokens_out: Numeric,
    model: ModelShape,
    accelerator: Accelerator,
    efficiency: Efficiency,
    gpus: Numeric = 1.0,
) -> Numeric:
    """Time a query holds its slot among b running ones: S(b) = out·step(b) + b·prefill.

    While it is there each slot starts one prefill. Without output (an embedder) only the
    prefill remains. b counts running queries, not users; it must fit into memory
    (`memory_slots`). S(b)/out is the time per output token.
    """
    context = tokens_in + tokens_out / 2.0
    step = step_seconds(batch, context, model, accelerator, efficiency, gpus)
    return tokens_out * step + batch * prefill_seconds(
        tokens_in, model, accelerator, efficiency, gpus
    )


def queries_per_second(batch: Numeric, hold: Numeric) -> Numeric:
    """Give the throughput of one replica by Little's law: b/S(b) [1/s]; 0 with no slot."""
    held = np.where(np.greater(batch, 0.0), hold, 1.0)
    return _ratio_or(np.inf, np.maximum(batch, 0.0), held)


def decode_ceiling_tokens_per_second(
    model: ModelShape, accelerator: Accelerator, context_tokens: Numeric = 0.0, gpus: Numeric = 1.0
) -> Numeric:
    """Roofline of decoding one sequence: g·BW/(active weights + cache of the context) [1/s].

    No engine exceeds it, save by speculative decoding. Never extrapolate it to batches.
    """
    active = model.active_parameters * model.bytes_per_parameter
    read = active + context_tokens * model.kv_bytes_per_token
    return gpus * accelerator.bandwidth_bytes_per_second / read


def memory_slots(
    tokens_in: Numeric,
    tokens_out: Numeric,
    model: ModelShape,
    accelerator: Accelerator,
    gpus: Numeric = 1.0,
    usable_share: Numeric = USABLE_MEMORY_SHARE,
) -> Numeric:
    """How many sequences fit at full length: floor(usable·(g·memory − W)/(KV·(in + out))).

    0 = the weights alone do not fit; inf = the model keeps no cache.
    """
    left = np.maximum(gpus * accelerator.memory_bytes - weight_bytes(model), 0.0)
    room = usable_share * left
    each = model.kv_bytes_per_token * (tokens_in + tokens_out)
    no_cache = np.where(np.greater(room, 0.0), np.inf, 0.0)
    fitting = np.floor(_ratio_or(0.0, room, each) + WHOLE_SLACK)
    return np.where(np.greater(each, 0.0), fitting, no_cache)


def latency_slots(
    target_seconds: Numeric,
    most: Numeric,
    tokens_in: Numeric,
    tokens_out: Numeric,
    model: ModelShape,
    accelerator: Accelerator,
    efficiency: Efficiency,
    gpus: Numeric = 1.0,
) -> Numeric:
    """Largest whole batch, up to `most` (finite), whose S(b) stays within the target.

    S(b) never falls with b, so halving finds it. 0 = even one query alone takes longer.
    """
    low: Numeric = 0.0 * most
    high: Numeric = low + most + 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        hold = hold_seconds(middle, tokens_in, tokens_out, model, accelerator, efficiency, gpus)
        within = np.less_equal(hold, target_seconds)
        low, high = np.where(within, middle, low), np.where(within, high, middle)
    return np.minimum(np.floor(low + WHOLE_SLACK), most)


def other_hold_seconds(
    batch: Numeric,
    flops_per_query: Numeric,
    bytes_moved_per_query: Numeric,
    bytes_moved_per_batch: Numeric,
    fixed_seconds: Numeric,
    accelerator: Accelerator,
    efficiency: Efficiency,
    gpus: Numeric = 1.0,
) -> Numeric:
    """Time of one batch of a model that is not decoded token by token (vision, embedding, speech).

    max(b·FLOPs/(g·F·m), (bytes per batch + b·bytes per query)/(g·BW·e)) + t0 + fixed time.
    Bytes per batch are the weights, times the passes; the fixed time holds what grows with
    neither (pre-processing, launches beyond the first). GPUs work side by side.
    """
    rate = gpus * accelerator.flops_per_second * efficiency.compute_share
    bandwidth = gpus * accelerator.bandwidth_bytes_per_second * efficiency.bandwidth_share
    computing = batch * flops_per_query / rate
    moving = (bytes_moved_per_batch + batch * bytes_moved_per_query) / bandwidth
    return np.maximum(computing, moving) + efficiency.step_overhead_seconds + fixed_seconds
