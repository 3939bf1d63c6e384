"""What the page on tools says of a plan, computed when it is first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.lever_table import levers
from calculators.answers.on_plan import OnPlan
from calculators.choices import build_vs_buy as page
from calculators.choices import build_vs_buy_mix as mix
from calculators.choices.build_vs_buy_inputs import Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import Size, running, terms, today
from calculators.core.breakeven import Crossing, crossings
from calculators.core.decision import Decision, Verdict
from calculators.core.units import first

Floats = NDArray[np.float64]
FEWEST, AROUND, AT_LEAST = page.FEWEST_MODELS, 30.0, 300.0  # drawn: the ends, how far beyond
MOST = 1e6  # of models, people or thousands of queries: farther nothing is drawn or listed
BUILDING = (Level.BUILT, Level.MANAGED)  # weighed against one another


class OnTools(OnPlan):
    """The tools of one plan."""

    @property
    def p(self) -> Tools:
        """What is asked on this page."""
        return self.e.scenario.tools

    @property
    def rows(self) -> tuple[Tool, ...]:
        """The tools in the table."""
        return self.p.rows

    @property
    def names(self) -> list[str]:
        """What the tools are called."""
        return [page.named(self.rows, i) for i in range(len(self.rows))]

    @cached_property
    def size(self) -> Size:
        """People, models and queries of month 1."""
        return today(self.p, self.e.demand)

    @cached_property
    def decisions(self) -> list[Decision]:
        """Each tool's best other level, most months of runway first."""
        return levers(self.e, page.PAGE)

    @cached_property
    def by_row(self) -> dict[int, Decision]:
        """The decision of each tool, by its row."""
        return {row_of(d): d for d in self.decisions}

    @cached_property
    def paying(self) -> list[Decision]:
        """What pays today, by what is saved within the payback months."""
        found = [d for d in self.decisions if d.verdict == Verdict.PAYS]
        return sorted(found, key=lambda d: -d.margins_today.get("cost", 0.0))

    @cached_property
    def next_up(self) -> Decision | None:
        """What does not pay yet and turns at the fewest models."""
        found = [d for d in self.decisions if d.verdict == Verdict.NOT_YET and d.next_turn]
        return min(found, key=lambda d: d.next_turn.crossing.value if d.next_turn else np.inf,
                   default=None)  # fmt: skip

    @cached_property
    def unmeasured(self) -> list[str]:
        """Tools whose scripts take hours that nobody knows."""
        rows = zip(self.names, self.rows, strict=True)
        return [name for name, row in rows if row.script_time is None]

    @property
    def first_shown(self) -> int:
        """The tool that charts show first: what pays most, else what turns next."""
        found = self.paying[0] if self.paying else self.next_up
        return row_of(found) if found else 0

    def at(self, models: Floats) -> Size:
        """Return today's people and queries with other numbers of models."""
        return replace(self.size, models=models)

    @cached_property
    def reach(self) -> float:
        """The largest number of models that is drawn."""
        planned = first(page.models_by_month(self.p)[..., -1])
        return max(_far(first(self.p.models)), planned)

    @cached_property
    def reaches(self) -> dict[str, float]:
        """The largest of each part of the size that is looked at."""
        size = self.size
        return {
            "people": _far(first(size.people)),
            "models": self.reach,
            "thousands": _far(first(size.thousands)),
        }

    @cached_property
    def cost_now(self) -> float:
        """What the tools cost as they are [USD/month], the scripts' hours as far as known."""
        costs = [running(terms(self.p, r, r.level), self.size, self.worth) for r in self.rows]
        return float(sum(costs))

    @cached_property
    def least(self) -> float:
        """What the cheapest mix costs, set-up and leaving spread [USD/month]."""
        return float(mix.cheapest_mix(self.p, self.rows, self.size, self.worth))

    @cached_property
    def platform(self) -> float:
        """What one platform would cost [USD/month]."""
        return float(mix.platform_cost(self.p, self.size, self.worth))

    @cached_property
    def best_of_each(self) -> float:
        """What the cheapest mix costs once its tools are joined [USD/month]."""
        return float(mix.best_of_each(self.p, self.rows, self.size, self.worth))

    def as_planned(self, size: Size) -> Floats:
        """Return what the tools in use cost at a size [USD/month], joined, as charts count."""
        costs = [running(terms(self.p, r, r.level), size, self.worth) for r in self.rows]
        there = mix.tools_in_use(self.p)
        joined = mix.joining(self.p, there, self.worth, there)
        return np.asarray(sum(costs, start=0.0 * size.models) + joined)

    def changes(self, row: Tool, of: str = "models") -> list[mix.Change]:
        """Return where the cheapest level of a tool changes with a part of the size."""
        return mix.changes(self._ends[row][of], FEWEST, self.reaches[of])

    @cached_property
    def _ends(self) -> dict[Tool, dict[str, Floats]]:
        """What each level of each tool costs at none and at one of each part of the size."""
        return {r: mix.ends_by_part(self.p, r, self.size, self.worth) for r in self.rows}

    def build_or_buy(self, row: Tool) -> mix.BuildOrBuy:
        """Return building a tool against buying it; of what is built, buying it against that."""
        ways = BUILDING[::-1] if row.level == Level.BUILT else BUILDING
        rate = self.e.scenario.business.discount_rate
        return mix.weighed(self.p, row, ways, self.size, self.worth, rate)

    @cached_property
    def platform_turns(self) -> list[Crossing]:
        """Where one platform becomes cheaper, or ceases to be, than the best of each."""
        edges = [change.at for row in self.rows for change in self.changes(row)[1:]]

        def margin(models: Floats) -> Floats:
            size = self.at(models)
            joined = mix.best_of_each(self.p, self.rows, size, self.worth)
            return joined - mix.platform_cost(self.p, size, self.worth)

        return crossings(margin, FEWEST, self.reach, edges) if self.rows else []

    @cached_property
    def overload_month(self) -> float:
        """The month in which scripts ask for more time than the people have; inf if never."""
        asked = page.script_time(self.p)
        over = asked > page.time_of_people(self.p)
        return float(np.argmax(over) + 1) if over.any() else np.inf


def _far(today: float) -> float:
    return max(AT_LEAST, min(AROUND * today, MOST))


def row_of(decision: Decision) -> int:
    """Return the row of the table that a decision is about."""
    return int(decision.key.split(".")[2])
