"""Overview: how long do we last, and what should change?"""

from calculators.answers import overview
from ui import decided, decisions, shell, show, state
from ui.cards import plan as cards
from ui.inputs import ask_side_by_side

shell.guard()
result, draws, theme = state.evaluation(), state.draws(), shell.theme_name()

shell.title("Plan", "Overview", "How long do we last, and what should change?")
shell.example_chip()
top, fold = show.place(), show.place()  # they wait for the decisions; the charts do not

_, above = shell.halves()
with above:
    lens = shell.lens()  # in a row of its own, so that both cards stay level
left, right = shell.halves()
with left:
    show.chart(overview.cash_chart(result, draws, theme), "cash")
with right:
    show.chart(overview.cost_chart(result, theme, lens), "costs")


def decide() -> None:
    """Draw what rests on the decisions."""
    settled = decided.settled()
    with show.deciding(waits=settled is not result):
        show.heading("What to do on Monday", overview.monday_ranked_by(settled))
        show.monday(overview.monday(settled))
        decisions.panel(overview.decision_rows(settled))
    with top:
        show.answer(overview.answer(result, draws, settled))


decided.follows(decide)
with fold:
    asked = cards.beside(result.scenario)
    shell.folded("Change the plan here", lambda: ask_side_by_side("plan", asked))
show.method(overview.METHOD)
