"""Prices: what do things cost, and since when?"""

from calculators.answers import prices
from ui import shell, show, state
from ui.cards import prices as cards
from ui.inputs import ask_table, ask_use

shell.guard()
today = shell.today()
plan = state.evaluation()
used = prices.used(plan)

shell.title("Choices", "Prices", "What do things cost, and since when?")
show.answer(prices.answer(used, today))

inputs, tables = shell.columns()
with inputs:
    rows = prices.found(*shell.price_filter(prices.KINDS, prices.MARKS, prices.providers()), today)
    ask_use(
        "use-price",
        "Put into the plan",
        "The first of the prices found that the plan can take; Undo takes it back.",
        prices.uses(rows, plan.scenario, state.service_shown()),
    )
with tables:
    show.table(prices.table(rows, today), first=12, key="prices")
    ask_table("discounts", cards.DISCOUNTS.title, cards.DISCOUNTS.paths[0], cards.DISCOUNTS.note)
    if used:
        show.table(prices.used_table(used, today))
show.method(prices.METHOD)
