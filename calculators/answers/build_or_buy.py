"""Build, buy or open source: which tools to build, to buy, to take, and which to leave scripts."""

from __future__ import annotations

from calculators.answers.build_or_buy_charts import build_chart, level_chart, mix_chart
from calculators.answers.build_or_buy_facts import OnTools
from calculators.answers.build_or_buy_method import METHOD
from calculators.answers.build_or_buy_sizes import changes_table, growth_table, strip_table
from calculators.answers.build_or_buy_tables import (
    build_table,
    checklist_table,
    conditions_table,
    context_table,
    levers_table,
    platform_table,
)
from calculators.answers.build_or_buy_words import notes, sentence
from calculators.core import words
from calculators.core.answer import Answer, Figure, Table
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "build_chart", "level_chart", "mix_chart", "on_tools", "tables"]


def on_tools(e: Evaluation) -> OnTools:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnTools(e=e)


def answer(o: OnTools) -> Answer:
    """Return whether another level pays for some tool, what it saves, and where it turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def tables(o: OnTools) -> dict[str, Table]:
    """Return the tables of the page by name, in order; without tools only the last."""
    found = {
        "strip": strip_table(o),
        "conditions": conditions_table(o),
        "levers": levers_table(o),
        "build": build_table(o),
        "changes": changes_table(o),
        "growth": growth_table(o),
        "platform": platform_table(o),
        "checklist": checklist_table(o),
        "context": context_table(o),
    }
    return {name: table for name, table in found.items() if table is not None}


def _figures(o: OnTools) -> list[Figure]:
    kept = words.months(o.p.kept_months)
    turn = o.next_up.next_turn if o.next_up else None
    return [
        Figure(
            label="Tools today",
            value=words.UNKNOWN if o.unmeasured else words.money(o.cost_now),
            unit="" if o.unmeasured else "a month",
            note="bills and the time they take",
        ),
        Figure(
            label="Cheapest mix",
            value=words.money(o.least),
            unit="a month",
            note=f"set-up and leaving over {kept}",
        ),
        Figure(
            label="Next to turn",
            value=words.number(turn.crossing.value) if turn else "none",
            unit="models" if turn else "",
            note=o.next_up.option if o.next_up and turn else "within what is searched",
        ),
        Figure(
            label="One platform",
            value=words.money(o.platform),
            unit="a month",
            note=f"the best of each, joined: {words.money(o.best_of_each)}",
        ),
    ]
