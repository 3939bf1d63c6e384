"""The catalog: every figure has unit, source and date, tables join, and flaws are named."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest

from calculators import catalog
from calculators.catalog.loader import FOLDER

TABLES = sorted(catalog.FILES)
MEASUREMENTS = FOLDER / "serving_measurements.csv"
GIB = 2**30 / 1e9
DISPLAY_DIGITS = 0.005


def all_rows() -> list[tuple[str, catalog.Record]]:
    return [(name, row) for name in TABLES for row in catalog.table(name)]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_and_when(name: str) -> None:
    rows = catalog.table(name)
    assert rows
    for row in rows:
        assert row.origin.title
        assert row.origin.as_of
        assert row.address or row.origin.is_assumption, row.key


@pytest.mark.parametrize("name", TABLES)
def test_every_number_has_a_unit(name: str) -> None:
    kind = catalog.FILES[name]
    assert all(catalog.units(kind).values())
    for row in catalog.table(name):
        if isinstance(row, catalog.Ranged):
            assert row.unit, row.key


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique_and_plain(name: str) -> None:
    keys = [row.key for row in catalog.table(name)]
    assert len(keys) == len(set(keys))
    assert all(key.replace("-", "").isalnum() and key == key.lower() for key in keys)


def test_no_zero_price_means_unknown() -> None:
    for name, row in all_rows():
        for column in catalog.units(type(row)):
            if getattr(row, column) == 0 and column not in ("gpus",):
                assert row.notes, f"{name} {row.key} {column}"


def test_undated_prices_are_doubtful() -> None:
    undated = [row for row in catalog.cloud_instances() if "undated" in row.date_note]
    assert undated
    assert all(row.doubtful for row in undated)


def test_instances_and_spot_facts_name_known_gpus() -> None:
    for row in catalog.cloud_instances():
        assert (row.kind == "gpu") == (row.gpus > 0) == bool(row.gpu), row.key
        assert not row.gpu or catalog.gpu(row.gpu) is not None, row.key
    for fact in catalog.spot_interruption():
        assert not fact.gpu or catalog.gpu(fact.gpu) is not None, fact.key


def test_measured_gpus_are_known() -> None:
    with MEASUREMENTS.open(encoding="utf-8", newline="") as file:
        names = {row["accelerator"] for row in csv.DictReader(file)}
    unknown = sorted(name for name in names if catalog.gpu(name) is None)
    assert unknown == []


def test_no_alias_names_two_gpus() -> None:
    names = [
        name.casefold()
        for row in catalog.gpus()
        for name in {row.key, row.name.casefold(), *row.aliases.casefold().split("|")}
        if name
    ]
    assert len(names) == len(set(names))


def test_h100_by_hand() -> None:
    """H100 SXM datasheet: 80 GB, 3.35 TB/s, 989 dense bf16 and 1,979 dense fp8 TFLOP/s, 700 W."""
    card = catalog.gpu("H100")
    assert card is not None
    assert card is catalog.gpu("h100-sxm") is catalog.gpu("H100-SXM")
    assert (card.memory_gb, card.bandwidth_gb_per_second, card.power_watts) == (80, 3350, 700)
    assert card.flops_16_bit == pytest.approx(9.89e14)
    assert card.flops_8_bit == pytest.approx(1.979e15)
    assert (card.link, card.link_gb_per_second) == ("NVLink", 450)  # 18 links x 25 GB/s


def test_t4_has_eight_bit_integers_only() -> None:
    card = catalog.gpu("T4")
    assert card is not None
    assert card.fp8_tflops is None
    assert card.flops_8_bit == pytest.approx(130e12)
    assert card.link_gb_per_second is None


@pytest.mark.parametrize(
    ("name", "layers", "kv_heads", "head_dimension"),
    [
        pytest.param("Llama-3.1-8B", 32, 8, 128, id="2 x 32 x 8 x 128 x 2 B = 131,072"),
        pytest.param("Llama-3.1-70B", 80, 8, 128, id="2 x 80 x 8 x 128 x 2 B = 327,680"),
    ],
)
def test_kv_bytes_of_full_attention(
    name: str, layers: int, kv_heads: int, head_dimension: int
) -> None:
    model = catalog.language_model(name)
    assert model is not None
    assert (model.layers, model.kv_heads, model.head_dimension) == (
        layers,
        kv_heads,
        head_dimension,
    )
    assert model.kv_bytes_per_token == 2 * layers * kv_heads * head_dimension * 2


def test_active_parameters_are_a_part_of_all() -> None:
    for model in catalog.language_models():
        assert (model.parameters is None) == (model.active_parameters is None), model.key
        if model.parameters is not None and model.active_parameters is not None:
            same = model.parameters == model.active_parameters
            assert model.active_parameters <= model.parameters
            assert same == (model.kind == "dense"), model.key


def test_unknown_parameters_stay_unknown() -> None:
    model = catalog.language_model("DeepSeek-V4-Pro")
    assert model is not None
    assert model.parameters is None
    assert model.kv_bytes_per_token is None


def test_resnet_50_by_hand() -> None:
    """torchvision prints 25,557,032 parameters and 4.089 billion multiply-adds."""
    model = catalog.other_model("ResNet-50")
    assert model is not None
    assert model.parameters == pytest.approx(25_557_032)
    assert model.flops_per_query == pytest.approx(2 * 4.089e9)


def test_encoder_flops_by_hand() -> None:
    """BERT-large, 384 tokens: 24 x 12 x 1024^2 weights x 2 x 384 + 4 x 24 x 384^2 x 1024."""
    model = catalog.other_model("BERT-large (24 layers), 384 tokens")
    assert model is not None
    weights = 24 * 12 * 1024**2
    assert model.flops_per_query == pytest.approx(2 * weights * 384 + 4 * 24 * 384**2 * 1024)
    assert model.parameters == pytest.approx(335.1e6, rel=1e-3)  # published as 335M


def test_wide_and_deep_flops_by_hand() -> None:
    """989 inputs, five layers of 1,024, one output; a multiply-add counts 2."""
    model = catalog.other_model("Wide and Deep, 5 x 1024")
    assert model is not None
    assert model.flops_per_query == pytest.approx(2 * (989 * 1024 + 4 * 1024**2 + 1024))


def test_machine_by_hand() -> None:
    """p5.48xlarge, eight H100 at 55.04 USD/h: 6.88 USD per GPU hour, as p5.4xlarge has it."""
    eight = catalog.machine("aws-p5-48xlarge-us-east-1")
    one = catalog.machine("aws-p5-4xlarge-us-east-1")
    assert eight is not None
    assert one is not None
    assert eight.label == "8 × H100 SXM 80 GB · AWS p5.48xlarge · $55.04/h"
    assert eight.price_per_gpu_hour == pytest.approx(6.88) == one.price_per_gpu_hour
    assert (eight.link, eight.gpus_per_machine, eight.as_of) == ("NVLink", 8, "2026-07-20")
    assert eight.price_source.url == "https://github.com/aws/karpenter-provider-aws"


def test_machines_are_distinct_complete_choices() -> None:
    choices = catalog.machines()
    assert len({choice.label for choice in choices}) == len(choices)
    for choice in choices:
        assert choice.price_per_hour > 0
        assert choice.flops_16_bit > 1e12
        row = catalog.cloud_instance(choice.key)
        assert row is not None
        assert row.kind == "gpu"


def test_average_rental_of_the_h100() -> None:
    choice = catalog.machine("runpod-h100-sxm-average")
    assert choice is not None
    assert choice.label == "H100 SXM 80 GB · RunPod · $3.21/h"
    assert choice.as_of == "2026-10-24"


def test_egress_tiers_are_in_order() -> None:
    tiers = catalog.egress_tiers("AWS", "internet")
    assert [tier.tier_upper_gb_per_month for tier in tiers] == [100, 10240, 51200, 153600, 512000]
    assert [tier.middle for tier in tiers] == [0, 0.09, 0.085, 0.07, 0.05]
    open_end = catalog.egress_tiers("GCP", "internet worldwide, premium tier, from us-central1")
    assert open_end[-1].tier_upper_gb_per_month is None


def test_ceilings_have_no_low_end() -> None:
    for fact in catalog.commitments():
        if fact.item == "max discount":
            assert fact.low is None
            assert fact.middle is None
            assert fact.doubtful


def test_interruption_band_is_a_range() -> None:
    band = catalog.fact(catalog.spot_interruption(), "aws-g4dn-xlarge-interruption-band-us-east-1")
    assert band is not None
    assert (band.low, band.high) == (15, 20)
    assert band.unit == "percent of instances a month"


def test_neuron_memory_is_in_decimal_units() -> None:
    card = catalog.gpu("Inferentia2")
    assert card is not None
    assert card.memory_gb == pytest.approx(32 * GIB, rel=DISPLAY_DIGITS)
    assert card.bandwidth_gb_per_second == pytest.approx(820 * GIB, rel=DISPLAY_DIGITS)


def test_an_unknown_key_finds_nothing() -> None:
    for look_up in (
        catalog.gpu,
        catalog.machine,
        catalog.language_model,
        catalog.other_model,
        catalog.api_price,
        catalog.cloud_instance,
    ):
        assert look_up("no such thing") is None
    assert catalog.fact(catalog.people(), "") is None


@pytest.mark.parametrize(
    ("as_of", "months", "expected"),
    [
        pytest.param("2026-08-22", 3, True, id="22 August to 22 November is three months"),
        pytest.param("2026-08-23", 3, False, id="one day short of three months"),
        pytest.param("2026-08", 3, True, id="a month counts from its first day"),
        pytest.param("2026", 10, True, id="a year counts from January: ten months"),
        pytest.param("2026", 11, False, id="a year counts from January: not eleven"),
    ],
)
def test_stale(as_of: str, months: int, expected: bool) -> None:
    assert catalog.stale(as_of, date(2026, 11, 22), months) is expected


HEADER = "key,provider,item,scope,low,high,unit,source,address,as_of,date_note,doubtful,notes\n"
GOOD = "a,,salary,all,1,2,USD,A title,https://example.org,2026-01,,,\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(
            GOOD.replace(",1,2,", ",1x,2,"), "column low: '1x' is not a number", id="text"
        ),
        pytest.param(GOOD.replace(",1,2,", ",-1,2,"), "column low: '-1' is not", id="negative"),
        pytest.param(GOOD.replace(",1,2,", ",nan,2,"), "column low: 'nan' is not", id="NaN"),
        pytest.param(GOOD.replace(",1,2,", ",0,2,"), "column low: is 0 without", id="bare zero"),
        pytest.param(GOOD.replace(",1,2,", ",3,2,"), "column low: 3 is above high", id="order"),
        pytest.param(GOOD.replace(",1,2,", ",,,"), "column low: is blank", id="no figure"),
        pytest.param(GOOD.replace("USD", ""), "column unit: is blank", id="no unit"),
        pytest.param(
            GOOD.replace("https://example.org", ""), "column address: is blank", id="no address"
        ),
        pytest.param(
            GOOD.replace("2026-01", "last May"), "column as_of: 'last May' is not", id="date"
        ),
        pytest.param(
            GOOD.replace(",,,\n", ",,maybe,\n"), "column doubtful: 'maybe' is neither", id="flag"
        ),
        pytest.param("a,b\n", "2 cells for 13 columns", id="short row"),
        pytest.param(GOOD + GOOD, "row 4, column key: 'a' stands twice", id="twice"),
    ],
)
def test_a_flawed_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(HEADER + GOOD.replace("a,,", "first,,") + row, encoding="utf-8")
    with pytest.raises(catalog.CatalogError) as caught:
        catalog.records(path, catalog.Fact)
    assert str(caught.value).startswith("people.csv, row ")
    assert "row 3" in str(caught.value) or "row 4" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        pytest.param(HEADER.replace(",unit", ""), "column unit: is missing", id="lacks unit"),
        pytest.param(
            HEADER.replace("notes", "notes,more"), "column more: is not a column", id="extra"
        ),
    ],
)
def test_a_flawed_header_is_named(tmp_path: Path, header: str, message: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(header, encoding="utf-8")
    with pytest.raises(catalog.CatalogError, match=message):
        catalog.records(path, catalog.Fact)


def test_an_assumption_needs_no_address(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    row = GOOD.replace("https://example.org", "").replace("A title", "Assumption: a usual value")
    path.write_text(HEADER + row, encoding="utf-8")
    assert catalog.records(path, catalog.Fact)[0].origin.is_assumption


def test_the_whole_catalog_is_read_quickly() -> None:
    """Ten times the target of 30 ms, so that a busy machine does not fail it."""
    start = time.perf_counter()
    for name, kind in catalog.FILES.items():
        catalog.records(FOLDER / f"{name}.csv", kind)
    assert time.perf_counter() - start < 0.3
