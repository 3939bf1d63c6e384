"""Bandwidth: what does moving the data cost?"""

from calculators.answers import bandwidth
from ui import shell, show, state
from ui.cards import bandwidth as cards
from ui.inputs import ask, ask_table

shell.guard()
result, theme = state.evaluation(), shell.theme_name()
moving = bandwidth.moving(result)

shell.title("Variable costs", "Bandwidth", "What does moving the data cost?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(bandwidth.volume_chart(moving, theme), "bandwidth-volume")
    show.chart(bandwidth.slot_chart(moving, theme), "bandwidth-slot")
with top:
    show.answer(bandwidth.answer(moving))
with inputs:
    ask("bandwidth", cards.PAYLOAD_CARDS)
with charts:
    show.table(bandwidth.parts_table(moving))

show.table(bandwidth.levers_table(result), first=6, key="bandwidth-levers")

inputs, tables = shell.columns("inputs-levers")
with inputs:
    ask("bandwidth-levers", cards.LEVER_CARDS)
with tables:
    show.table(bandwidth.price_lists_table(moving))
    ask_table("tiers", cards.TIERS.title, cards.TIERS.paths[0], cards.TIERS.note)
show.method(bandwidth.METHOD)
