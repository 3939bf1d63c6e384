"""Vector search: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric, Source, Text
from calculators.core.sources import LOSS, WORK, YOURS, assumption

READ_HERE = Source(
    "Assumption: measured once, one thread of a server CPU (AMD EPYC) reading 153.6 MB in 9.3 ms "
    "with numpy; run the script for your machine", "", "2026-11")
PINECONE = Source(
    "Pinecone list prices, usagepricing.com (checked against pinecone.io); row of the catalog",
    "https://usagepricing.com/blueprint/pinecone", "2026-06-09")
PINECONE_UNITS = Source(
    "Pinecone, Understanding cost: 1 read unit per GB of namespace, at least 0.25; minimum spend",
    "https://docs.pinecone.io/guides/organizations/manage-cost/understanding-cost", "2025")
DROPLET = Source(
    "DigitalOcean 16 GB, 8 vCPU, 96 USD a month, ranksquire.com vector database pricing",
    "https://ranksquire.com/2026/03/04/vector-database-pricing-comparison-2026", "2026-03-04")
HNSW = Source(
    "Index overhead over raw vectors 1.5 (HNSW), ranksquire.com; secondary sources agree",
    "https://ranksquire.com/2026/03/04/vector-database-pricing-comparison-2026", "2026-03-04")


class Index(StrEnum):
    """How vectors are searched."""

    BRUTE_FORCE = "brute_force"
    SELF_HOSTED = "self_hosted"
    MANAGED = "managed"


class ValueType(StrEnum):
    """How one value of a vector is kept."""

    FLOAT32 = "float32"
    FLOAT16 = "float16"
    INT8 = "int8"


@dataclass(frozen=True, kw_only=True, eq=False)
class VectorSearch(Inputs):
    """Vector search: the corpus, what is asked of it, and what a database would cost."""

    index: Annotated[Index, Choice(
        label="Vectors are searched by", options=Index, source=YOURS,
        labels={"brute_force": "brute force, in memory", "self_hosted": "an index we run",
                "managed": "a managed database"},
        help="Brute force compares a query with every vector; it needs no database and misses "
        "nothing.")] = Index.BRUTE_FORCE
    vectors: Annotated[Numeric, Input(
        label="Vectors", unit="vectors", bounds=(0.0, 1e12), typical=(1e3, 1e8),
        doubt=(0.5, 2.0), source=YOURS,
        help="One for each passage, picture or product; all corpora together.")] = 50_000.0
    growth: Annotated[Numeric, Input(
        label="Growth of the vectors", unit="share/month", bounds=(0.0, 1.0), typical=(0.0, 0.2),
        step=0.005, doubt=(0.5, 2.0), source=YOURS, help="From month 2, compounding.")] = 0.03
    dimensions: Annotated[Numeric, Input(
        label="Dimensions", unit="values", bounds=(1.0, 1e5), typical=(64.0, 4096.0), whole=True,
        source=YOURS, help="Values of one vector, as the embedding model gives them.")] = 768.0
    value_type: Annotated[ValueType, Choice(
        label="Each value is kept as", options=ValueType, source=YOURS,
        labels={"float32": "float32, 4 bytes", "float16": "float16, 2 bytes",
                "int8": "int8, 1 byte"},
        help="Fewer bytes are searched faster only by a library that multiplies them as they are; "
        "plain numpy is slower with float16 and int8.")] = ValueType.FLOAT32
    metadata_bytes: Annotated[Numeric, Input(
        label="Kept beside each vector", unit="bytes", bounds=(0.0, 1e7), typical=(0.0, 5000.0),
        step=50.0, doubt=(0.5, 2.0), source=YOURS,
        help="Identifier, title, filters. Texts that stay in your own database do not "
        "count.")] = 100.0
    corpora: Annotated[Numeric, Input(
        label="Separate corpora", unit="corpora", bounds=(1.0, 1e7), typical=(1.0, 1000.0),
        whole=True, expert=True, source=YOURS,
        help="One for each customer, say: a search reads one of them, memory holds all.")] = 1.0
    searches_per_query: Annotated[Numeric, Input(
        label="Searches for each query", unit="searches/query", bounds=(0.0, 1000.0),
        typical=(0.0, 10.0), step=0.1, source=YOURS,
        help="0.2 if one query in five searches. Queries and their peak are those of the "
        "plan.")] = 1.0
    peak_searches: Annotated[Measured, Input(
        label="Searches a second, peak", unit="searches/s", bounds=(0.0, 1e7),
        typical=(0.1, 1000.0), optional=True, expert=True, source=YOURS,
        help="Read from your logs; it grows with the queries. Empty: queries of the busiest hour "
        "× searches for each.")] = None
    latency_budget_ms: Annotated[Numeric, Input(
        label="A search may take", unit="ms", bounds=(0.01, 1e7), typical=(5.0, 1000.0),
        source=assumption("50 ms go unnoticed before an answer that takes a second"),
        help="95 of 100 searches, waiting for a free core included.")] = 50.0
    cores: Annotated[Numeric, Input(
        label="Cores free for searching", unit="cores", bounds=(1.0, 1e4), typical=(1.0, 64.0),
        whole=True, source=YOURS,
        help="Each takes one search at a time. A few cores use up the memory bandwidth of most "
        "machines: count those that do not slow each other down.")] = 2.0
    memory_gb: Annotated[Numeric, Input(
        label="Memory left for vectors", unit="GB", bounds=(0.001, 1e6), typical=(0.5, 512.0),
        source=YOURS, help="Of the machine that the application runs on.")] = 8.0
    bandwidth_gb_per_second: Annotated[Numeric, Input(
        label="Memory read by one core", unit="GB/s", bounds=(0.01, 1e4), typical=(2.0, 60.0),
        doubt=(0.6, 1.6), expert=True, source=READ_HERE)] = 16.5
    measured_ms: Annotated[Measured, Input(
        label="One search, measured", unit="ms", bounds=(1e-6, 1e9), typical=(0.1, 1000.0),
        optional=True, source=YOURS,
        help="What the script below prints. It replaces the estimate.")] = None
    measured_vectors: Annotated[Measured, Input(
        label="Measured over", unit="vectors", bounds=(1.0, 1e12), typical=(1e3, 1e7),
        optional=True, expert=True, source=YOURS,
        help="Vectors that the measured search read. Empty: one of today's corpora.")] = None
    load_budget_seconds: Annotated[Numeric, Input(
        label="A restart may load for", unit="s", bounds=(0.01, 1e6), typical=(1.0, 600.0),
        source=assumption("a minute until a new process answers; another answers meanwhile"),
        )] = 60.0
    disk_gb_per_second: Annotated[Numeric, Input(
        label="Read from disk", unit="GB/s", bounds=(1e-4, 1000.0), typical=(0.05, 7.0),
        doubt=(0.5, 2.0), expert=True,
        source=assumption("a network disk of a cloud; a local NVMe drive reads ten times as "
                          "fast"))] = 0.25
    writes: Annotated[Numeric, Input(
        label="Vectors written", unit="writes/s", bounds=(0.0, 1e7), typical=(0.0, 100.0),
        step=0.1, doubt=(0.3, 3.0), source=YOURS, help="New and changed, mean of a month.")] = 0.01
    visible_seconds: Annotated[Numeric, Input(
        label="Found at the latest after", unit="s", bounds=(0.01, 1e7), typical=(1.0, 86_400.0),
        expert=True, source=assumption("five minutes until a new document is found"),
        help="Writes are gathered for so long, then the array is written anew.")] = 300.0
    rebuild_gb_per_second: Annotated[Numeric, Input(
        label="Array written anew at", unit="GB/s", bounds=(1e-4, 1e4), typical=(0.1, 20.0),
        doubt=(0.5, 2.0), expert=True,
        source=assumption("copied in memory and saved; memory alone copies faster"))] = 0.5
    rebuild_share: Annotated[Numeric, Input(
        label="Of that time, rebuilding", unit="share", bounds=(0.01, 1.0), typical=(0.05, 1.0),
        step=0.05, expert=True,
        source=assumption("half of one core; more would never be ready"))] = 0.5
    recall: Annotated[Numeric, Input(
        label="Recall of an index", unit="share", bounds=(0.0, 1.0), typical=(0.5, 1.0),
        step=0.005, doubt=(0.95, 1.02),
        source=assumption("a tuned index; one published default had 0.159. Measure yours against "
                          "brute force"),
        help="Share of the true neighbours that an approximate index finds. Brute force: "
        "all.")] = 0.97
    recall_loss_points: Annotated[Numeric, Input(
        label="Accuracy lost per point of recall", unit="points", bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, doubt=(0.3, 3.0), expert=True, source=LOSS,
        help="0.1: ten points of recall lost make one answer in a hundred worse.")] = 0.1
    index_ms: Annotated[Numeric, Input(
        label="A search in an index", unit="ms", bounds=(0.0, 1e6), typical=(0.5, 100.0),
        step=0.5, doubt=(0.5, 3.0), expert=True,
        source=assumption("a few milliseconds at a tuned recall; measure at yours"))] = 5.0
    memory_factor: Annotated[Numeric, Input(
        label="Memory of an index over vectors", unit="×", bounds=(0.05, 20.0),
        typical=(0.25, 3.0), step=0.05, doubt=(0.8, 1.5), expert=True, source=HNSW)] = 1.5
    machine_gb: Annotated[Numeric, Input(
        label="Memory of a machine for it", unit="GB", bounds=(0.1, 1e5), typical=(2.0, 1024.0),
        expert=True, source=DROPLET)] = 16.0
    machine_price: Annotated[Numeric, Input(
        label="Price of that machine", unit="USD/month", bounds=(0.0, 1e6), typical=(10.0, 5000.0),
        doubt=(0.8, 1.3), source=DROPLET,
        help="Also what brute force pays for each machine more than the one it has.")] = 96.0
    self_hosted_weeks: Annotated[Numeric, Input(
        label="An index we run: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK)] = 3.0
    self_hosted_upkeep: Annotated[Numeric, Input(
        label="An index we run: upkeep", unit="weeks/month", bounds=(0.0, 50.0),
        typical=(0.0, 4.0), step=0.05, doubt=(0.5, 2.0),
        source=assumption("a day a month: upgrades, backups, tuning; one published client had a "
                          "quarter of a person"))] = 0.2
    managed_weeks: Annotated[Numeric, Input(
        label="Managed: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0), step=0.5,
        doubt=(0.6, 2.0), source=WORK)] = 2.0
    managed_upkeep: Annotated[Numeric, Input(
        label="Managed: upkeep", unit="weeks/month", bounds=(0.0, 50.0), typical=(0.0, 4.0),
        step=0.05, doubt=(0.5, 2.0), source=WORK)] = 0.05
    round_trip_ms: Annotated[Numeric, Input(
        label="Round trip to the managed one", unit="ms", bounds=(0.0, 1e5), typical=(1.0, 200.0),
        doubt=(0.5, 3.0),
        source=assumption("same region, over TLS; across regions 50 to 150 ms"))] = 15.0
    provider: Annotated[str, Text(
        label="Managed by", source=PINECONE, catalog="vector_databases",
        help="Fills the prices below, which stay yours to edit.")] = "pinecone-standard"
    managed_minimum: Annotated[Numeric, Input(
        label="Least bill", unit="USD/month", bounds=(0.0, 1e7), typical=(0.0, 1000.0), step=5.0,
        source=PINECONE_UNITS, help="Paid if the use below costs less; never added to it.")] = 50.0
    read_price: Annotated[Numeric, Input(
        label="A million read units", unit="USD", bounds=(0.0, 1e6), typical=(0.0, 100.0),
        step=0.5, source=PINECONE,
        help="A search takes one for each GB of its corpus, at least 0.25.")] = 17.0
    write_price: Annotated[Numeric, Input(
        label="A million write units", unit="USD", bounds=(0.0, 1e6), typical=(0.0, 100.0),
        step=0.25, expert=True, source=PINECONE,
        help="A vector takes one for each kB, at least 5.")] = 4.25
    storage_price: Annotated[Numeric, Input(
        label="Storage", unit="USD/GB", bounds=(0.0, 1e4), typical=(0.0, 5.0), step=0.01,
        expert=True, source=PINECONE, help="A month.")] = 0.33
