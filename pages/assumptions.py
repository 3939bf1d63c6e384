"""Assumptions: where does each number come from, and which did we change?"""

from calculators.answers import assumptions
from ui import shell, show, state

shell.guard()
rows = assumptions.ledger_of(state.session().scenario, state.base(), shell.today())

shell.title("Plan", "Assumptions", "Where does each number come from, and which did we change?")
show.answer(assumptions.answer(rows))
text, kinds = shell.ledger_filter(assumptions.KINDS)
show.table(assumptions.table(rows, text, kinds), first=40, key="ledger")
if changed := assumptions.changed_numbers():
    show.folded_text(assumptions.CHANGED, changed, "numbers-that-changed")
