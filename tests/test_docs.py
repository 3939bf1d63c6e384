"""The reference pages are what the declarations say, and names follow the glossary."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from calculators import docs
from calculators.core import paths
from calculators.core.inputs import Input
from calculators.registry import CALCULATORS
from calculators.scenario import Scenario

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"


def test_the_reference_pages_are_up_to_date(capsys):
    assert docs.main(["--check"]) == 0, capsys.readouterr().err


def test_a_stale_page_fails_the_check_and_writing_mends_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    monkeypatch.setattr(docs, "PAGES", {"inputs.md": docs.inputs_page})
    assert docs.main(["--check"]) == 1
    assert "docs/inputs.md is stale" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    (tmp_path / "inputs.md").write_text("something else")
    assert docs.main(["--check"]) == 1
    assert docs.main(["--wrong"]) == 2


def test_every_input_has_a_line_with_its_bounds():
    page = docs.inputs_page()
    for path, spec, _ in paths.declarations(Scenario()):
        line = next(line for line in page.splitlines() if line.startswith(f"| `{path}` |"))
        assert spec.label in line
        if isinstance(spec, Input):
            assert f"{spec.bounds[0]:g} to {spec.bounds[1]:g}" in line


@cache
def suffixes() -> dict[str, tuple[set[str], bool]]:
    table = GLOSSARY.read_text(encoding="utf-8").partition("## Units")[2]
    rows = re.findall(r"^\| `(_\w+)` \| (.+?) \| ?(always)? ?\|$", table, re.M)
    return {ending: (set(units.split(", ")), bool(always)) for ending, units, always in rows}


def exceptions() -> set[str]:
    said = GLOSSARY.read_text(encoding="utf-8").partition("Exceptions")[2]
    return set(re.findall(r"`(\w+)`", said))


def numbers() -> list[tuple[str, str]]:
    plans = [Scenario(), *(calculator.plan() for calculator in CALCULATORS.values())]
    found = {
        (path.rpartition(".")[2], spec.unit)
        for plan in plans
        for path, spec, _ in paths.declarations(plan)
        if isinstance(spec, Input)
    }
    return sorted(found)


@pytest.mark.parametrize(("name", "unit"), numbers())
def test_a_name_that_ends_in_a_unit_has_that_unit(name, unit):
    endings = [ending for ending in suffixes() if name.endswith(ending)]
    for ending in endings:
        assert unit in suffixes()[ending][0], f"{name} is in {unit}"
    if name not in exceptions():
        demanded = [e for e, (units, always) in suffixes().items() if always and unit in units]
        assert not demanded or set(demanded) & set(endings), f"{name} should end in {demanded}"


def test_the_glossary_is_read():
    assert len(suffixes()) > 15
    assert exceptions() == {"round_slip"}
