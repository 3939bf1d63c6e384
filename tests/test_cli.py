"""The command: the numbers of the pages; a clear sentence and status 2 for whatever is wrong."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from calculators import cli, links, presets
from calculators.core import codec, paths
from calculators.evaluation import evaluate
from calculators.registry import CALCULATORS
from calculators.scenario import MODEL_VERSION

ROOT = Path(__file__).resolve().parents[1]
BASE = presets.DEFAULT_PRESET
VERSION = str(MODEL_VERSION)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = cli.main(arguments)
    except SystemExit as ended:  # argparse
        status = int(ended.code or 0)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def body(capsys, *arguments: str):
    status, out, _ = run(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(out, parse_constant=refuse)


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_evaluate_says_the_numbers_of_the_evaluation(capsys, key):
    found = body(capsys, "evaluate", key)
    expected = evaluate(presets.PRESETS[key].scenario)
    months = found["runway"]["months"]
    assert (math.inf if months == "never" else months) == float(expected.runway.months)
    assert found["plan"]["Cash at month end"]["values"] == np.asarray(expected.cash.cash).tolist()
    assert len(found["decisions"]) == len(expected.decisions)
    status, out, _ = run(capsys, "evaluate", key)
    assert status == 0
    assert "Runway" in out


def test_decisions_say_which_way_they_turn_and_where_they_pay(capsys):
    """3 h of 30 GB: the largest server is too slow from 621 GB, a cluster from 652 too."""
    found = body(capsys, "evaluate", BASE)["decisions"]
    cluster = next(d for d in found if d["key"] == "data_jobs.machines.cluster")
    turns = [(t["condition"], round(t["at"]), t["direction"]) for t in cluster["turns"]]
    assert turns == [("time", 621, "from"), ("time", 652, "up_to"), ("memory", 1333, "from")]
    pays = [[w[end] and round(w[end]) for end in ("from", "to")] for w in cluster["pays"]]
    assert pays == [[621, 652], [1333, None]]


def test_a_file_a_link_and_settings_are_the_same_plan(capsys, tmp_path):
    plan = paths.with_values(presets.PRESETS[BASE].scenario, {"business.cash": 321_000.0})
    file = tmp_path / "plan.json"
    file.write_text(codec.to_json(plan, BASE, 1))
    link = "https://example.org/?" + links.link_query(plan, BASE)
    by_file = body(capsys, "evaluate", str(file))
    assert by_file == body(capsys, "evaluate", link)
    assert by_file == body(capsys, "evaluate", BASE, "--set", "business.cash=321000")
    status, out, _ = run(capsys, "link", str(file), "--address", "https://example.org/")
    assert (status, out.strip()) == (0, link)


def test_setting_a_model_or_machine_fills_its_numbers_and_later_settings_win(capsys):
    row = "services.rows.0"
    settings = [f"{row}.machine=aws-g4dn-xlarge-us-east-1", f"{row}.model=llama-3-1-8b",
                f"{row}.price_per_gpu_hour=0.4"]  # fmt: skip
    found = body(capsys, "evaluate", BASE, *(x for s in settings for x in ("--set", s)))
    query = links.as_mapping(found["link"])
    assert query[f"{row}.price_per_gpu_hour"] == "0.4"
    assert query[f"{row}.kind"] == "language"
    assert float(query[f"{row}.parameters"]) == pytest.approx(8.03, rel=0.01)


def test_inputs_lists_every_input_with_its_declaration(capsys):
    listed = body(capsys, "inputs")["inputs"]
    cash = next(found for found in listed if found["path"] == "business.cash")
    assert cash["bounds"] == [0, 1e12]
    assert cash["unit"] == "USD"
    assert {"typical", "doubt", "default", "source"} <= cash.keys()
    assert "business.funding.0.amount" in {found["path"] for found in listed}
    status, out, _ = run(capsys, "inputs")
    assert (status, out.count("\n")) == (0, len(listed))


def test_calc_lists_inputs_and_results_with_units(capsys):
    listed = body(capsys, "calc", "--list")
    assert [found["name"] for found in listed] == list(CALCULATORS)
    for found in listed:
        assert found["inputs"]
        assert all(result["unit"] for result in found["results"])


@pytest.mark.parametrize(("arguments", "result", "value"), [
    pytest.param(["runway", "--set", "cash=900000", "--set", "net_burn=60000"], "runway_months", 15,
                 id="900,000 / 60,000"),
    pytest.param(["runway", "--set", "net_burn=0"], "runway_months", "never", id="no burn"),
    pytest.param(["burn_multiple", "--set", "net_burn=3", "--set", "new_annual_revenue=2"],
                 "burn_multiple", 1.5, id="3 / 2"),
    pytest.param(["straight_line", "--set", "cost=100", "--set", "residual_value=20", "--set",
                  "useful_life_years=4"], "yearly_amortisation", 20, id="(100 - 20) / 4"),
    pytest.param(["payback", "--set", "work.upfront=600", "--set", "monthly_saving=50"],
                 "payback_months", 12, id="600 / 50"),
    pytest.param(["npv", "--set", "outlay=100", "--set", "yearly_flow=0", "--set", "life_years=1",
                  "--set", "residual_value=121", "--set", "discount_rate=0.1"], "present_value", 10,
                 id="121 / 1.1 - 100"),
    pytest.param(["irr", "--set", "outlay=100", "--set", "yearly_flow=0", "--set", "life_years=2",
                  "--set", "residual_value=121"], "rate_of_return", 0.1, id="1.1 ^ 2 = 1.21"),
    pytest.param(["kv_cache", "--set", "tokens=1000"], "cache_gb", 0.131072,
                 id="2 * 32 * 8 * 128 * 2 * 1000 bytes"),
    pytest.param(["erlang_c", "--set", "servers=1", "--set", "load=0.5"], "wait_share", 0.5,
                 id="one server: waits as often as it is busy"),
])  # fmt: skip
def test_calculators_by_hand(capsys, arguments, result, value):
    found = body(capsys, "calc", *arguments)["results"][result]["value"]
    assert found == value if value == "never" else found == pytest.approx(value)


MEASURED = {  # without which a calculator withholds results
    "accuracy.error_cost": 0.1,
    "operations.error_points": 8.0,
    "team.wrangling_share": 0.2,
}


@pytest.mark.parametrize("name", list(CALCULATORS))
def test_every_calculator_has_a_unit_for_each_result_and_takes_arrays(name):
    calculator = CALCULATORS[name]
    plan = calculator.plan()
    measured = {p: v for p, v in MEASURED.items() if p.partition(".")[0] in calculator.groups}
    plan = paths.with_values(plan, measured)
    assert not calculator.withheld(plan)
    found = calculator.results(plan)
    assert set(found) == set(calculator.units)
    path, spec, value = next(
        (p, s, v) for p, s, v in paths.leaves(plan) if isinstance(v, float) and not s.whole
    )
    values = np.array([value, (value + spec.typical[1]) / 2, spec.typical[1]])
    swept = calculator.results(paths.with_values(plan, {path: values}))
    for i, one in enumerate(values):
        single = calculator.results(paths.with_values(plan, {path: float(one)}))
        for key, result in swept.items():
            got = np.asarray(result)
            got = got if got.ndim == np.ndim(single[key]) else got[i]
            assert got == pytest.approx(np.asarray(single[key]), rel=1e-9), key
            assert not np.isnan(got).any()


UNKNOWN = [  # an input that is empty, what it leaves unknown, and one result that it does not touch
    ("accuracy", {"error_cost": ""}, {"value_of_a_point", "left", "points_that_pay"}, "cost"),
    ("accuracy", {"framing": "sales", "sales_lift": ""},
     {"value_of_a_point", "left", "points_that_pay"}, "work"),
    ("retraining", {"gain_points": ""},
     {"gain", "queries_needed_at_least", "queries_needed", "chance", "smallest_gain",
      "best_interval", "signal_after", "value"}, "significance"),
    ("retraining", {"gain_points": "", "retraining.discordance": "0.1"},
     {"gain", "queries_needed_at_least", "queries_needed", "chance", "best_interval",
      "signal_after", "value"}, "smallest_gain"),
    ("fine_tuning", {"metric": "graded", "gain_deviation": ""},
     {"queries_needed_at_least", "queries_needed", "chance", "smallest_gain"}, "left"),
    ("operations", {"error_points": ""}, {"labels_worth_buying"}, "items"),
    ("team", {"wrangling_share": ""}, {"engineers_left_to_work"}, "engineers_needed"),
    ("training", {"supply": "spot", "spot_net_saving": ""}, {"cost", "idle_cost"}, "runs"),
    ("training_run", {"supply": "spot", "spot_net_saving": ""}, {"cost"}, "days"),
    ("tool", {"tool.script_time": ""}, {"script"}, "managed"),
    ("data_jobs", {"job_hours": ""},
     {"memory_gb", "server_gb", "server_hours", "server_bill", "nodes", "cluster_hours",
      "cluster_bill"}, "largest_data_gb"),
    ("throughput", {"kv_bytes_per_token": ""},
     {"slots", "queries_per_second", "tokens_out_per_second", "answer_seconds"}, ""),
    ("supply", {"kv_bytes_per_token": ""}, {"cost", "gpus"}, ""),
    ("supply", {"supply": "serverless"}, {"cost", "gpus"}, ""),
    ("commitment", {"kv_bytes_per_token": ""},
     {"committed_gpus", "cost", "cost_by_the_hour", "committed_use"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "unknown", "known"), UNKNOWN)
def test_what_an_empty_input_decides_is_null_and_said_never_zero(
    capsys, name, given, unknown, known
):
    settings = [part for path, text in given.items() for part in ("--set", f"{path}={text}")]
    status, out, noted = run(capsys, "calc", name, *settings, "--json")
    found = {key: result["value"] for key, result in json.loads(out)["results"].items()}
    assert status == 0
    withheld = {key for key, value in found.items() if value is None}
    assert withheld == unknown
    assert noted.startswith("breakeven: note: ")
    assert known == "" or found[known] is not None


def test_what_is_known_of_a_replica_without_its_cache_is_its_weights(capsys):
    found = body(capsys, "calc", "replica", "--set", "kv_bytes_per_token=")["results"]
    assert {key for key, result in found.items() if result["value"] is not None} == {"weights_gb"}


def test_unknown_discordance_gives_the_least_and_the_most_labelled_queries(capsys):
    """Half a point a cycle, 0.8 right, 12.17 looks: at the least d = g, n = (z_a + z_b·√(1 − g))²/g

    with z_a = 2.8693 and z_b = 0.8416: (2.8693 + 0.8395)² / 0.005 = 2,751; at the most d = 0.319.
    """
    found = body(capsys, "calc", "retraining")["results"]
    assert found["queries_needed_at_least"]["value"] == pytest.approx(2751.5, abs=1)
    assert found["queries_needed"]["value"] == pytest.approx(174_643, abs=2)


WRONG = [
    (["evaluate", "no-such-file.json"], "is no file, no link and no example"),
    (["evaluate", "{folder}"], "is a folder"),
    (["evaluate", "{binary}"], "not complete JSON"),
    (["evaluate", "{large}"], "at most 1,000,000 are read"),
    (["evaluate", f"?v={VERSION}&business.cash=-1"], "Cash today: -$1 is not in $0 to $1T"),
    (["evaluate", f"?base=nothing&v={VERSION}"], "no example 'nothing'"),
    (["evaluate", f"?v={VERSION}&plan.name=" + "x" * 60_000], "at most 16,000 are read"),
    (["evaluate", BASE, "--set", "business.cash"], "write it as PATH=VALUE"),
    (["evaluate", BASE, "--set", "business.magic=1"], "no input 'business.magic'"),
    (["evaluate", BASE, "--set", "services.rows.9.model=x"], "no input 'services.rows.9.model'"),
    (["evaluate", BASE, "--set", "demand.customers=nan"], "Customers: 'nan' is not a number"),
    (["evaluate", BASE, "--set", "demand.customers=1e400"], "Customers: infinite is not in"),
    (["evaluate", "bad\0name"], "is no file"),
    (["link", "nothing"], "is no file"),
    (["calc", "nothing"], "There is no calculator 'nothing'"),
    (["calc", "runway", "--set", "magic=1"], "no input 'magic'"),
    (["calc", "runway", "--set", "cash=-1"], "Cash today: -$1 is not in $0 to $1T"),
    (["calc", "replica", "--set", "precision=fp3"], "'fp3' is not one of"),
    (["nothing"], "invalid choice"),
    ([], "required"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_what_is_wrong_is_said_and_ends_with_status_2(capsys, tmp_path, arguments, message):
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    with (tmp_path / "large").open("wb") as file:
        file.truncate(50_000_000)
    named = {"{folder}": tmp_path, "{binary}": tmp_path / "binary", "{large}": tmp_path / "large"}
    status, out, err = run(capsys, *(str(named.get(a, a)) for a in arguments))
    assert status == 2
    assert message in err
    assert out == ""


def command(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "calculators.cli", *arguments],
        cwd=ROOT, capture_output=True, timeout=60, **options,
    )  # fmt: skip


def test_the_module_runs_as_a_command_and_reads_standard_input():
    text = codec.to_json(presets.PRESETS["film"].scenario, "film", MODEL_VERSION).encode()
    done = command("evaluate", "-", input=text, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Runway" in done.stdout


def test_a_reader_that_leaves_early_is_no_failure():
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run([sys.executable, "-m", "calculators.cli", "inputs", "--json"],
                              cwd=ROOT, stdout=closed, stderr=subprocess.PIPE)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
