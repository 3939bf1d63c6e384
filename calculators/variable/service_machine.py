"""The machine half of a service: what one replica runs on and how well. Declarations only."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric, Source, Text
from calculators.core.sources import MACHINE_ROW, YOURS, assumption

FIT = Source(
    "Fitted to 243 published serving measurements, each with its source in the catalog", "",
    "2026-11-21")
TIJMS = Source("Tijms, A First Course in Stochastic Models, table 5.3.2, p. 201", "", "2003")


class Engine(StrEnum):
    """How the model is run: the classes of the fit, as a user can know them."""

    VLLM = "vllm"
    TENSORRT_LLM = "tensorrt_llm"
    LLAMA_CPP = "llama_cpp"
    COMPILED = "compiled"
    EAGER = "eager"
    ANY = "any"


@dataclass(frozen=True, kw_only=True, eq=False)
class MachineInputs(Inputs):
    """The machine, its price, how much of it the engine uses, and what was measured."""

    machine: Annotated[str, Text(
        label="Machine", source=YOURS, catalog="machines", longest=120,
        help="Choosing one fills the numbers below; they stay editable.")] = "typed"
    price_per_gpu_hour: Annotated[Numeric, Input(
        label="Price per GPU", unit="USD/h", bounds=(0.0, 1e4), typical=(0.1, 15.0), step=0.01,
        doubt=(0.85, 1.15), source=MACHINE_ROW,
        help="On demand. Your own discount goes in here.")] = 3.21
    gpus_per_machine: Annotated[Numeric, Input(
        label="GPUs per machine", unit="GPUs", bounds=(1.0, 1024.0), typical=(1.0, 8.0), whole=True,
        source=MACHINE_ROW, expert=True,
        help="The smallest number that can be rented at once.")] = 1.0
    memory_gb: Annotated[Numeric, Input(
        label="Memory per GPU", unit="GB", bounds=(0.1, 1e4), typical=(8.0, 300.0),
        source=MACHINE_ROW, expert=True)] = 80.0
    bandwidth_gb_per_second: Annotated[Numeric, Input(
        label="Memory bandwidth", unit="GB/s", bounds=(1.0, 1e6), typical=(50.0, 1e4),
        source=MACHINE_ROW, expert=True)] = 3350.0
    tflops: Annotated[Numeric, Input(
        label="Peak, 16 bit", unit="TFLOP/s", bounds=(0.01, 1e6), typical=(1.0, 3000.0),
        source=MACHINE_ROW, expert=True, help="Dense, without sparsity.")] = 989.0
    tflops_8bit: Annotated[Measured, Input(
        label="Peak, 8 bit", unit="TFLOP/s", bounds=(0.01, 1e6), typical=(1.0, 6000.0),
        source=MACHINE_ROW, expert=True, optional=True,
        help="Dense. Unknown: the 16-bit peak is used for 8-bit weights too.")] = 1979.0
    link_gb_per_second: Annotated[Numeric, Input(
        label="Link between GPUs", unit="GB/s", bounds=(0.1, 1e5), typical=(10.0, 1000.0),
        source=assumption("about 25 GB/s over PCIe and 450 GB/s over NVLink"), expert=True)] = 450.0
    gpus_per_replica: Annotated[Measured, Input(
        label="GPUs per replica", unit="GPUs", bounds=(1.0, 1024.0), typical=(1.0, 16.0),
        whole=True,
        source=YOURS, expert=True, optional=True,
        help="Unknown: the smallest of 1, 2, 4, 8, 16 that holds the model.")] = None
    engine: Annotated[Engine, Choice(
        label="Engine", options=Engine, source=YOURS, expert=True,
        labels={"vllm": "vLLM, SGLang", "tensorrt_llm": "TensorRT-LLM", "llama_cpp": "llama.cpp",
                "compiled": "compiled (TensorRT, torch.compile)", "eager": "plain PyTorch",
                "any": "another, or not known"},
        help="Choosing one fills the three numbers below from the measurements.")] = Engine.VLLM
    bandwidth_efficiency: Annotated[Numeric, Input(
        label="Bandwidth used", unit="share", bounds=(0.01, 1.0), typical=(0.1, 1.0), step=0.01,
        source=FIT, expert=True)] = 0.929
    compute_efficiency: Annotated[Numeric, Input(
        label="Peak compute used", unit="share", bounds=(0.01, 1.0), typical=(0.05, 0.8), step=0.01,
        source=FIT, expert=True)] = 0.471
    step_overhead_ms: Annotated[Numeric, Input(
        label="Overhead per step", unit="ms", bounds=(0.0, 1e4), typical=(0.0, 60.0), step=0.5,
        source=FIT, expert=True)] = 1.38
    throughput_factor: Annotated[Numeric, Input(
        label="Real over estimated throughput", unit="×", bounds=(0.01, 100.0), typical=(0.2, 3.0),
        doubt=(0.61, 1.72), source=FIT, expert=True,
        help="1 takes the estimate as it stands; its doubt is what published measurements show.")
        ] = 1.0
    batch_cap: Annotated[Numeric, Input(
        label="Most running queries", unit="queries", bounds=(1.0, 1e5), typical=(1.0, 1024.0),
        whole=True, expert=True,
        source=assumption("serving engines ship with a cap of a few hundred running sequences"),
        help="The engine's own limit per replica.")] = 256.0
    memory_used_share: Annotated[Numeric, Input(
        label="Memory that may be filled", unit="share", bounds=(0.1, 1.0), typical=(0.5, 0.98),
        step=0.01, expert=True,
        source=assumption("a tenth is kept free for the framework and fragmentation"))] = 0.9
    fixed_milliseconds: Annotated[Numeric, Input(
        label="Fixed time per call", unit="ms", bounds=(0.0, 1e5), typical=(0.0, 100.0), step=0.5,
        expert=True,
        source=assumption("launch, decoding of the input and copying; other models only"),
        help="Added to each batch of a model that is not a language model.")] = 5.0
    measured_queries_per_second: Annotated[Measured, Input(
        label="Measured throughput", unit="queries/s", bounds=(1e-6, 1e7), typical=(0.01, 1e4),
        source=YOURS, optional=True,
        help="Of one replica under load. When entered it replaces the estimate.")] = None
    measured_answer_seconds: Annotated[Measured, Input(
        label="Measured latency", unit="s", bounds=(1e-5, 1e4), typical=(0.001, 60.0),
        source=YOURS, optional=True, expert=True,
        help="Whole answer under load. When entered it replaces the estimate.")] = None
    first_token_target_seconds: Annotated[Numeric, Input(
        label="First token within", unit="s", bounds=(1e-3, 1e5), typical=(0.05, 30.0),
        source=YOURS, expert=True, help="What your users accept.")] = 2.0
    answer_target_seconds: Annotated[Numeric, Input(
        label="Whole answer within", unit="s", bounds=(1e-3, 1e6), typical=(0.05, 120.0),
        source=YOURS, help="Fewer queries share a GPU when this is short.")] = 15.0
    wait_share: Annotated[Numeric, Input(
        label="May wait at the peak", unit="share", bounds=(0.001, 0.999), typical=(0.01, 0.5),
        step=0.01, source=TIJMS, expert=True,
        help="Share of queries that find every slot taken in the busiest hour.")] = 0.2
    minimum_replicas: Annotated[Numeric, Input(
        label="At least", unit="replicas", bounds=(0.0, 1000.0), typical=(0.0, 4.0), whole=True,
        source=assumption("one replica is always on; two survive the loss of one"))] = 1.0
