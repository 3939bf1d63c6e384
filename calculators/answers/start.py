"""What a first plan says, and what it assumes beside the eight answers."""

from __future__ import annotations

from calculators import runway_facts
from calculators.answers import compute_words
from calculators.answers.headline import headline
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Table
from calculators.core.inputs import Source
from calculators.core.paths import declaration
from calculators.core.units import first
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from calculators.start import ASSUMED, EightQuestions, first_plan

WEEK = "worth.engineer_week_cost"
UNPAID_WEEK = Source(
    "$0, as your answer for the salary is 0: every piece of work is then free, and what asks for "
    "work pays sooner than it should; enter what a week is worth on any page that asks for it"
)


def answer(answers: EightQuestions) -> Answer:
    """Return the sentence and figures of the plan that the answers would yield."""
    plan, _ = first_plan(answers)
    result = evaluate(plan)
    if not result.known:
        return Answer(
            sentence=[Part("No answer yet.", "strong"), Part(result.problems[0])], figures=[]
        )
    line = headline(result)
    runway = f"{line.runway_value} {line.runway_unit}".strip()
    serving = float(result.cash.costs["Compute"][0])
    people = float(result.cash.costs["Team"][0])
    burn = float(runway_facts.running_burn(result))
    gpus = float(result.services[0].chosen.gpus[0])
    return Answer(
        sentence=[
            Part(f"With these answers the runway is {runway}", "strong"),
            Part(f"({line.cash_out_label.lower()} {line.cash_out})."),
            Part("Use the plan, then change what it assumes.", "soft"),
        ],
        figures=[
            Figure(label="Runway", value=line.runway_value, unit=line.runway_unit,
                   note="committed money only"),
            Figure(label="Net burn" if burn > 0 else "Cash gained",
                   value=words.money(abs(burn)), unit="a month", note="today's rate"),
            Figure(label="Serving", value=words.money(serving), unit="a month",
                   note=compute_words.gpus(gpus)),
            Figure(label="Team", value=words.money(people), unit="a month",
                   note="taxes and benefits included"),
        ],
    )  # fmt: skip


def assumed(answers: EightQuestions) -> Table:
    """Return the inputs that no question asks for, those of one source together."""
    plan = Scenario()
    labels: dict[str, list[str]] = {}
    unpaid = {WEEK: UNPAID_WEEK} if not first(answers.salary) > 0 else {}
    for path, source in {**ASSUMED, **unpaid}.items():
        dated = f" ({source.as_of})" if source.as_of else ""
        label = getattr(declaration(plan, path), "label", path)
        labels.setdefault(f"{source.title}{dated}", []).append(label)
    return Table(
        title="What the plan assumes beside your answers",
        subtitle="Each can be changed on its page once the plan is used",
        columns=("Input", "Where it comes from"),
        rows=[(", ".join(names), source) for source, names in labels.items()],
    )
