"""The fitted coefficients: always an answer, and as accurate as they say."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from calculators.core.serving_fit import (
    HELD_OUT_DOUBT,
    closest,
    efficiency_for,
    engine_class,
    fitted_rows,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

import serving_accuracy as bench  # noqa: E402
import serving_fitting  # noqa: E402
import serving_rows  # noqa: E402

ALL_CASES = serving_rows.cases()


@pytest.fixture(scope="module")
def table():
    return {(row["by"], row["class"]): row for row in bench.accuracy_table()}


def test_median_of_all_measurements_is_met(table):
    row = table["all", "all"]
    assert 0.8 <= row["median"] <= 1.25
    assert row["within"] >= 0.75


def test_sources_held_out_of_the_fit_are_met(table):
    row = table["held out", "both halves"]
    assert 0.8 <= row["median"] <= 1.25
    assert row["within"] >= 0.6
    assert (1 / row["p90"], 1 / row["p10"]) == pytest.approx(HELD_OUT_DOUBT, rel=0.1)


@pytest.mark.parametrize("half", ["first half, from the second", "second half, from the first"])
def test_each_half_is_met_from_the_other(table, half):
    row = table["held out", half]
    assert 0.8 <= row["median"] <= 1.25
    assert row["within"] >= 0.55


def test_halves_share_no_source_and_are_balanced():
    first, second = bench.halves(ALL_CASES)
    assert not first & second
    sizes = [sum(case.row["source"] in half for case in ALL_CASES) for half in (first, second)]
    assert min(sizes) / sum(sizes) > 0.4


def test_few_rows_are_refused_and_each_says_why():
    refused = serving_rows.refused()
    assert len(refused) <= 5
    assert all(reason for _, reason in refused)
    assert len(ALL_CASES) + len(refused) == len(serving_rows.rows())


def test_roofline_is_never_below_a_batch_1_measurement():
    fits = "number of GPUs not published"
    rows = [r for r in serving_rows.rows() if r["kind"] == "batch1" and fits not in r["notes"]]
    cases = [serving_rows.language_case(row) for row in rows]
    assert len(cases) >= 20
    assert np.all(serving_fitting.ceilings(cases) >= [case.measured for case in cases])


def test_packaged_fit_is_what_the_script_fits():
    fitted = bench.reachable(bench.fit(ALL_CASES))
    assert [row.classes for row in fitted] == [row.classes for row in fitted_rows()]
    for name in ("bandwidth_share", "compute_share"):
        again = [getattr(row, name) for row in fitted]
        assert again == pytest.approx([getattr(row, name) for row in fitted_rows()], rel=0.05)


def test_every_row_is_physical_and_supported():
    for row in fitted_rows():
        assert 0 < row.bandwidth_share <= 1
        assert 0 < row.compute_share <= 1
        assert 0 <= row.step_overhead_seconds < 0.2
        assert row.measured_p10 <= row.measured_p50 <= row.measured_p90
        assert row.measurements >= 4
        low, high = row.doubt
        assert low <= row.measured_p10
        assert high >= row.measured_p90
        assert low < 1 < high


ENGINES = [
    ("TensorRT-LLM 1.0 (PyTorch backend)", "tensorrt_llm"),
    ("vLLM 0.6.x offline", "vllm_2024"),
    ("vLLM 0.11", "vllm"),
    ("SGLang 0.5.4", "vllm"),
    ("llama.cpp", "llama_cpp"),
    ("Triton + ONNX Runtime TensorRT", "compiled"),
    ("Triton + ONNX Runtime", "eager"),
    ("faster-whisper beam 5", "speech"),
    ("something new", "any"),
]


@pytest.mark.parametrize(("name", "expected"), ENGINES)
def test_engine_class_follows_from_the_name(name, expected):
    assert engine_class(name) == expected


@pytest.mark.parametrize("engine", [name for name, _ in ENGINES])
@pytest.mark.parametrize("accelerator", ["H100-SXM", "MI300X", "nobody's GPU"])
@pytest.mark.parametrize("precision", ["bf16", "fp8", "q4_0", ""])
@pytest.mark.parametrize("gpus", [1, 2, 8, 72])
@pytest.mark.parametrize("mixture", [False, True])
def test_every_way_of_serving_gets_an_answer(engine, accelerator, precision, gpus, mixture):
    row = efficiency_for(engine, accelerator, precision, gpus, mixture)
    assert row.is_fallback == (engine_class(engine) == "any")


def test_dense_models_on_amd_take_the_row_measured_there():
    assert efficiency_for("vLLM", "MI300X", "fp8", 8, False).accelerator == "amd"


def test_closer_rows_win_over_wider_ones():
    wanted = ("llama_cpp", "nvidia", "16-bit", "1 to 4", "dense")
    assert closest(fitted_rows(), wanted).precision == "16-bit"
