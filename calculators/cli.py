"""The command ``breakeven``: the same numbers as the pages, for scripts and for other machines."""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from calculators import fill, links, presets
from calculators.core import codec, paths, words
from calculators.core.decision import Decision
from calculators.core.inputs import InputError, Rows
from calculators.evaluation import Evaluation, evaluate
from calculators.export.results import plain, results, runway_words
from calculators.export.table import plain_cell
from calculators.reference import entries
from calculators.registry import CALCULATORS, Calculator
from calculators.scenario import MODEL_VERSION, Scenario
from calculators.variable.service import Service, Services

USAGE = 2  # exit status of whatever the caller has to mend
STOPPED = 130  # as shells say it for an interrupt
HERE = "http://localhost:8501"
MEANING = (
    'In JSON "never" is infinity and null is unknown; shares are fractions of 1, money is in USD, '
    "and a month has 730 hours. A bad value ends with exit status 2."
)
SERVICE = "services.rows.0."


class UsageError(Exception):
    """Something that the caller can mend; ``problems`` holds a sentence for each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without the sign shows "?"
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except (UsageError, InputError) as error:
        for problem in error.problems:
            print(f"breakeven: {problem}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader had enough: not a failure of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return STOPPED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="breakeven", description="What a plan costs and how long its money lasts.",
        epilog=MEANING)  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    as_json: dict[str, Any] = {"action": "store_true", "help": "print JSON"}
    as_set: dict[str, Any] = {
        "action": "append", "default": [], "metavar": "PATH=VALUE",
        "help": "change an input; VALUE~LOW~HIGH makes it uncertain; may be repeated",
    }  # fmt: skip

    def command(name: str, run: Callable[[Any], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, epilog=MEANING)
        added.set_defaults(run=run)
        return added

    one = command("evaluate", _evaluate, "Evaluate a plan: runway, cash by month and decisions.")
    one.add_argument(
        "plan", nargs="?", default=presets.DEFAULT_PRESET, metavar="FILE|LINK",
        help="an exported JSON file (- for standard input), a link, or an example: "
        + ", ".join(presets.PRESETS))  # fmt: skip
    one.add_argument("--set", **as_set)
    one.add_argument("--json", **as_json)
    command("inputs", _inputs, "List every input of a plan.").add_argument("--json", **as_json)
    alone = command("calc", _calc, "Run one calculator alone.")
    alone.add_argument("name", nargs="?", metavar="NAME", help="see --list")
    alone.add_argument("--list", action="store_true", help="list the calculators")
    alone.add_argument("--set", **as_set)
    alone.add_argument("--json", **as_json)
    link = command("link", _link, "Print the link that opens a plan.")
    link.add_argument("plan", metavar="FILE|LINK")
    link.add_argument("--address", default=HERE, help=f"of the application; {HERE} if not given")
    return parser


def _print_json(body: Any) -> int:
    print(json.dumps(plain(body), indent=1, allow_nan=False, ensure_ascii=False))
    return 0


def _print_rows(rows: Sequence[tuple[str, ...]]) -> int:
    """Print columns that line up; the last one is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    return 0


def _note(*messages: str) -> None:
    for message in messages:
        print(f"breakeven: note: {message}", file=sys.stderr)


def _opened(text: str) -> links.Opened:
    """Return the plan of an example, a file or a link; raises UsageError with every problem."""
    if text in presets.PRESETS:
        opened = links.open_link({"base": text})
    elif text == "-":
        opened = links.open_file(sys.stdin.buffer, 0)
    elif os.path.exists(text):
        opened = _read_file(text)
    elif "=" in text or "://" in text:
        opened = links.open_link(text)
    else:
        raise UsageError(f"{text[:80]!r} is no file, no link and no example")
    if opened.refused:
        raise UsageError(*opened.refused)
    _note(*opened.messages, *opened.changed_defaults)
    return opened


def _read_file(path: str) -> links.Opened:
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(f"{path}: is a folder; give a file exported as JSON")
        with open(path, "rb") as file:
            return links.open_file(file, found.st_size)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def _settings(given: list[str]) -> list[tuple[str, str]]:
    found = [text.partition("=") for text in given]
    wrong = [f"--set {path[:80]}: write it as PATH=VALUE" for path, sign, _ in found if not sign]
    if wrong:
        raise UsageError(*wrong)
    return [(path.strip(), text) for path, _, text in found]


def _with_settings(scenario: Scenario, given: list[tuple[str, str]]) -> Scenario:
    """Return the plan with these values; a model, machine or engine fills its numbers first."""
    together: dict[str, str] = {}
    for path, text in given:
        if path.rpartition(".")[2] not in fill.FILLS:
            together[path] = text
            continue
        scenario = _applied(scenario, together)
        together = {}
        spec = paths.declaration(scenario, path)
        if spec is None or isinstance(spec, Rows):
            raise UsageError(f"There is no input {path[:60]!r}")
        value, _ = codec.read(spec, text)
        scenario, unknown = fill.filled(scenario, path, value)
        _note(*unknown, *_without_row(scenario, path))
    changed: Scenario = _applied(scenario, together)
    return changed


def _without_row(scenario: Scenario, path: str) -> list[str]:
    row, _, field = path.rpartition(".")
    service = scenario.services.rows[int(row.rpartition(".")[2])]
    if field not in ("model", "machine") or fill.catalog_filling(service, field).source:
        return []
    return [f"{getattr(service, field)!r} is not in the catalog; its numbers stay as they were"]


def _applied(plan: Any, texts: dict[str, str]) -> Any:
    plan, messages = codec.applied(plan, texts)
    if messages:
        raise UsageError(*messages)
    return plan


def _evaluate(options: argparse.Namespace) -> int:
    opened = _opened(options.plan)
    scenario = _with_settings(opened.scenario, _settings(options.set))
    result = evaluate(scenario)
    if options.json:
        query = links.address_query(links.link_query(scenario, opened.base))
        head = {"model_version": MODEL_VERSION, "name": scenario.plan.name, "base": opened.base}
        return _print_json({**head, "link": f"?{query}", **results(result)})
    return _print_evaluation(result)


def _print_evaluation(result: Evaluation) -> int:
    start, plan = result.scenario.business.start_month, result.cash
    print(result.scenario.plan.name)
    if not result.known:
        print("Runway: unknown")
        _print_rows([("", problem) for problem in result.problems])
        return 0
    planned = runway_words(result.runway_with_planned, start)
    rows = [
        ("Runway", runway_words(result.runway, start)),
        ("  with planned rounds", planned),
        ("Revenue, month 1", words.money(plan.revenue[..., 0])),
        *((f"{line}, month 1", words.money(cost[..., 0])) for line, cost in plan.costs.items()),
        ("Net cash flow, month 1", words.money(plan.flow[..., 0])),
    ]
    _print_rows(rows)
    print("\nDecisions, most months of runway first")
    return _print_rows([
        (str(d.verdict).replace("_", " "), d.option, _gain(d))
        for d in result.decisions
    ] or [("none",)])  # fmt: skip


def _gain(decision: Decision) -> str:
    """Return the months of runway that an option adds, or else its saving in month 1."""
    if decision.unknown:
        return decision.unknown
    if decision.months_gained:
        return " ".join(words.signed_months(decision.months_gained))
    return " ".join(words.signed_money(decision.monthly_saving[..., 0])) + " in month 1"


def _inputs(options: argparse.Namespace) -> int:
    listed = list(entries(Scenario()))
    if options.json:
        return _print_json({"model_version": MODEL_VERSION, "inputs": listed})
    return _print_rows([(i["path"], i["label"], i["default_text"]) for i in listed])


def _calc(options: argparse.Namespace) -> int:
    if options.list or options.name is None:
        return _list_calculators(options.json)
    calculator = CALCULATORS.get(options.name)
    if calculator is None:
        names = ", ".join(CALCULATORS)
        raise UsageError(f"There is no calculator {options.name[:60]!r}; there are {names}")
    plan = _with_alone(calculator, _settings(options.set))
    found = calculator.results(plan)
    _note(*dict.fromkeys(calculator.withheld(plan).values()))
    shown = {
        name: {"unit": calculator.units[name], "value": value} for name, value in found.items()
    }
    if options.json:
        inputs = {path: value for path, _, value in paths.leaves(plan)}
        return _print_json({"name": calculator.name, "inputs": inputs, "results": shown})
    return _print_rows([
        (name, calculator.units[name], _value_words(plain(value)))
        for name, value in found.items()
    ])  # fmt: skip


def _value_words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_value_words(inner) for inner in value)
    return str(plain_cell(value))


def _with_alone(calculator: Calculator, given: list[tuple[str, str]]) -> Any:
    """Return the inputs of one calculator; a group may be left out where no other has the field."""
    plan, named = calculator.plan(), []
    for path, text in given:
        held = [group for group in calculator.groups if paths.declaration(plan, f"{group}.{path}")]
        named.append((f"{held[0]}.{path}" if len(held) == 1 else path, text))
    if calculator.groups.get("service") is Service:
        own = [(p.replace("service.", SERVICE, 1), t) for p, t in named if p.startswith("service.")]
        scenario = Scenario(services=Services(rows=(plan.service,)))
        service = _with_settings(scenario, own).services.rows[0]
        plan = replace(plan, service=service)
        named = [(path, text) for path, text in named if not path.startswith("service.")]
    return _applied(plan, dict(named))


def _list_calculators(as_json: bool) -> int:
    if not as_json:
        return _print_rows([(c.name, c.question) for c in CALCULATORS.values()])
    return _print_json([
        {
            "name": c.name,
            "question": c.question,
            "inputs": list(entries(c.plan())),
            "results": [{"name": name, "unit": unit} for name, unit in c.units.items()],
        }
        for c in CALCULATORS.values()
    ])  # fmt: skip


def _link(options: argparse.Namespace) -> int:
    opened = _opened(options.plan)
    query = links.link_query(opened.scenario, opened.base)
    if len(query) > codec.LONGEST_LINK:
        raise UsageError(codec.too_long(len(query)).partition(". ")[0] + "; send the JSON file")
    print(f"{options.address.rstrip('/')}/?{query}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
