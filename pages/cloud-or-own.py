"""Cloud or own machines: rent or buy?"""

from calculators.answers import cloud_or_own
from ui import shell, show, state
from ui.cards import cloud_or_own as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
facts = cloud_or_own.facts(state.evaluation())

shell.title("Choices", "Cloud or own machines", "Rent or buy?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(cloud_or_own.price_chart(facts, theme), "own-price")
    show.chart(cloud_or_own.cash_chart(facts, theme), "own-cash")
    show.chart(cloud_or_own.volume_chart(facts, theme), "own-volume")
    show.chart(cloud_or_own.duration_chart(facts, theme), "own-duration")
with inputs:
    ask("ownership", cards.INPUTS)
with top:
    show.answer(cloud_or_own.answer(facts))

if levers := cloud_or_own.levers_table(facts):
    show.table(levers, key="own-levers")
if scales := cloud_or_own.scales_table(facts):
    show.table(scales, key="own-scales")
if purchases := cloud_or_own.purchases_table(facts):
    show.table(purchases, key="own-purchases")
if parts := cloud_or_own.parts_table(facts):
    show.table(parts, key="own-parts")
show.table(cloud_or_own.cases_table(), key="own-cases")
show.method(cloud_or_own.METHOD)
