"""The published serving measurements as cases: what was served, on what, under which load.

Model shapes are those of the published configurations (config.json of each model); data-sheet
figures are the vendors' dense ones. What a row lacks is refused with a reason, never guessed.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from calculators.core.serving_fit import MEASUREMENTS_FILE
from calculators.core.throughput import Accelerator, ModelShape, memory_slots

# model: layers, hidden size, cache per token at 16 bits [B]
SHAPES = {
    "DeepSeek-R1-671B": (61, 7168, 70272),  # latent attention: 61 x (512 + 64) x 2 B
    "Falcon-180B": (80, 14848, 163840),
    "GLM-4.5-Air": (46, 4096, 188416),
    "GPT-J-6B": (28, 4096, 458752),
    "Gemma-3-1B": (26, 1152, 26624),
    "Llama-2-13B": (40, 5120, 819200),
    "Llama-2-70B": (80, 8192, 327680),
    "Llama-2-7B": (32, 4096, 524288),
    "Llama-3-70B": (80, 8192, 327680),
    "Llama-3-8B": (32, 4096, 131072),
    "Llama-3.1-405B": (126, 16384, 516096),
    "Mistral-7B": (32, 4096, 131072),
    "Mistral-Large-123B": (88, 12288, 360448),
    "Mistral-Nemo-12B": (40, 5120, 163840),
    "Mixtral-8x22B": (56, 6144, 229376),
    "Mixtral-8x7B": (32, 4096, 131072),
    "Qwen2.5-0.5B": (24, 896, 12288),
    "Qwen2.5-Coder-32B-AWQ": (64, 5120, 262144),
    "Qwen3-235B-A22B": (94, 4096, 192512),
    "gpt-oss-120b": (36, 2880, 73728),
    "gpt-oss-20b": (24, 2880, 49152),
}
# Assumption, as the catalog has no first-hand row: the 16-bit rates of A30, A6000, RTX3090, V100,
# V100S and M2Ultra, and the shapes of models that language_models.csv lacks.
# accelerator: memory [GB], bandwidth [GB/s], dense 16-bit, 8-bit, 4-bit floating point [TFLOP/s;
# 0 = not in hardware, computed at 16 bits], link to the other GPUs [GB/s]
ACCELERATORS = {
    "A100-80": (80, 2039, 312, 0, 0, 300),
    "A30": (24, 933, 165, 0, 0, 32),
    "A6000": (48, 768, 155, 0, 0, 32),
    "B200": (180, 8000, 2250, 4500, 9000, 900),
    "H100-PCIe": (80, 2000, 756, 1513, 0, 32),
    "H100-SXM": (80, 3350, 989, 1979, 0, 450),
    "H200": (141, 4800, 989, 1979, 0, 450),
    "L40S": (48, 864, 362, 733, 0, 32),
    "M2Ultra": (192, 800, 27, 0, 0, 32),
    "MI300X": (192, 5300, 1300, 2610, 0, 448),
    "RTX3090": (24, 936, 71, 0, 0, 32),
    "RTX4090": (24, 1008, 165, 330, 0, 32),
    "T4": (16, 320, 65, 0, 0, 16),
    "V100-32": (32, 900, 125, 0, 0, 32),
    "V100S": (32, 1134, 130, 0, 0, 32),
}
# precision: stored bytes per parameter (group scales included), bits of the arithmetic
PRECISIONS = {
    "fp16": (2.0, 16),
    "bf16": (2.0, 16),
    "fp8": (1.0, 8),
    "fp4": (0.5625, 4),  # NVFP4: 4 bits and one 8-bit scale per 16 values
    "mxfp4": (0.56, 16),  # gpt-oss-120b: 65.3 GB of checkpoint for 116.8e9 parameters
    "q4_0": (0.5625, 16),  # 18 B per 32 values
    "awq4": (0.53, 16),  # 4 bits, 16-bit scale and 4-bit zero per 128 values
}
ENGINE_CAPS = {"tensorrt": 2048, "vllm": 256, "sglang": 1024, "": 1024}  # running sequences
# Meta's FP8 checkpoint of the 405B model quantises the feed-forward part alone, save the first and
# last layer (Llama 3 paper, section 6.2): 124·3·16384·53248 values at 8 bits, the rest at 16
META_FP8_BYTES = 2.0 - 124 * 3 * 16384 * 53248 / 405e9
BERT_LARGE_FLOPS = 247.2e9  # 2·0.303e9·384 + 4·24 layers·1024·384² for 384 tokens
RESNET_50_FLOPS = 8.2e9  # 4.1e9 multiply-adds at 224 px (torchvision model table)
WHISPER_ENCODER_FLOPS = 2.3e12  # 2·0.635e9·1500 frames + 4·32·1280·1500², per 30 s
WHISPER_DECODER_BYTES = 1.8e9  # 0.9e9 parameters at 16 bits
WHISPER_TOKENS = 100  # assumption: tokens of speech in 30 s
WHISPER_WINDOW_SECONDS = 30.0
RESNET_50_ACTIVATION_BYTES = 44e6  # 11.1e6 activations (written once, read once at 16 bits)


@dataclass(frozen=True, kw_only=True, eq=False)
class Passes:
    """A model served in passes (encoder, vision, speech): the arguments of `other_hold_seconds`."""

    flops: float = 0.0
    bytes_per_query: float = 0.0
    bytes_per_batch: float = 0.0
    passes: float = 1.0
    units_per_query: float = 1.0  # sequences, images, seconds of audio


@dataclass(frozen=True, kw_only=True, eq=False)
class Load:
    """What ran at once; ``alone`` = the page prints the decoding speed of one sequence."""

    batch: float
    tokens_in: float = 0.0
    tokens_out: float = 0.0
    gpus: float
    alone: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """One measurement with all that its estimate needs."""

    row: dict[str, str]
    load: Load
    accelerator: Accelerator
    model: ModelShape | None = None  # of language models
    other: Passes | None = None  # of all others

    @property
    def measured(self) -> float:
        return float(self.row["measured"])

    @property
    def mixture(self) -> bool:
        return self.row["params_b"] != self.row["active_b"]


def accelerator_of(row: dict[str, str]) -> Accelerator:
    memory, bandwidth, bits16, bits8, bits4, link = ACCELERATORS[row["accelerator"]]
    rates = {16: bits16, 8: bits8, 4: bits4}
    flops = rates[PRECISIONS[row["precision"]][1]] or bits16
    return Accelerator(
        memory_bytes=memory * 1e9,
        bandwidth_bytes_per_second=bandwidth * 1e9,
        flops_per_second=flops * 1e12,
        link_bytes_per_second=link * 1e9,
    )


def model_of(row: dict[str, str]) -> ModelShape:
    layers, hidden_size, cache = SHAPES[row["model"]]
    # TensorRT-LLM's published 8-bit runs keep the cache at 8 bits as well; vLLM and SGLang at 16
    small_cache = row["precision"] in ("fp8", "fp4") and "tensorrt" in row["software"].lower()
    meta = "FP8-meta" in row["where"]
    return ModelShape(
        parameters=float(row["params_b"]) * 1e9,
        active_parameters=float(row["active_b"]) * 1e9,
        bytes_per_parameter=META_FP8_BYTES if meta else PRECISIONS[row["precision"]][0],
        layers=layers,
        hidden_size=hidden_size,
        kv_bytes_per_token=cache * (0.5 if small_cache else 1.0),
    )


def engine_cap(row: dict[str, str]) -> float:
    """Most running sequences: as noted for the row, else the engine's default."""
    noted = re.search(r"engine cap (\d+)", row["notes"])
    if noted:
        return float(noted[1])
    software = row["software"].lower()
    return float(next(cap for name, cap in ENGINE_CAPS.items() if name in software))


def refusal(row: dict[str, str]) -> str:
    """Why a row cannot be used; empty when it can."""
    if "number of GPUs not published" in row["notes"]:
        return "the model does not fit the GPU named, and the number of GPUs is not published"
    if "speculative" in row["software"]:
        return "speculative decoding: tokens accepted per step are not published"
    return ""


def language_case(row: dict[str, str]) -> Case:
    """Cap the batch at what the engine runs and what memory holds."""
    model, accelerator, gpus = model_of(row), accelerator_of(row), float(row["count"])
    tokens_in, tokens_out = float(row["in_tokens"]), float(row["out_tokens"])
    slots = float(memory_slots(tokens_in, tokens_out, model, accelerator, gpus))
    load = Load(
        batch=max(1.0, min(float(row["concurrency"]), engine_cap(row), slots)),
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        gpus=gpus,
        alone=float(row["kind"] == "batch1"),
    )
    return Case(row=row, load=load, accelerator=accelerator, model=model)


def other_case(row: dict[str, str]) -> Case:
    """One pass a query; speech: one encoder pass and a run of decoding passes per 30 s."""
    weights = float(row["params_b"]) * 1e9 * PRECISIONS[row["precision"]][0]
    other = {
        "encoder": Passes(flops=BERT_LARGE_FLOPS, bytes_per_batch=weights),
        "vision": Passes(
            flops=RESNET_50_FLOPS,
            bytes_per_query=RESNET_50_ACTIVATION_BYTES,
            bytes_per_batch=weights,
        ),
        "audio": Passes(
            flops=WHISPER_ENCODER_FLOPS,
            bytes_per_batch=WHISPER_TOKENS * WHISPER_DECODER_BYTES,
            passes=WHISPER_TOKENS + 1.0,
            units_per_query=WHISPER_WINDOW_SECONDS,
        ),
    }[row["kind"]]
    load = Load(batch=float(row["concurrency"]), gpus=float(row["count"]))
    return Case(row=row, load=load, accelerator=accelerator_of(row), other=other)


def rows() -> list[dict[str, str]]:
    with MEASUREMENTS_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases() -> list[Case]:
    """Every row that can be estimated, in the order of the file."""
    kept = [row for row in rows() if not refusal(row)]
    others = ("encoder", "vision", "audio")
    return [other_case(row) if row["kind"] in others else language_case(row) for row in kept]


def refused() -> list[tuple[str, str]]:
    """Identifier and reason of the rows that cannot be used."""
    return [(row["id"], refusal(row)) for row in rows() if refusal(row)]
