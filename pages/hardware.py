"""Hardware: what do the things we own cost?"""

from calculators.answers import hardware
from ui import shell, show, state
from ui.cards import hardware as cards
from ui.inputs import ask, ask_table

shell.guard()
theme = shell.theme_name()
owned = hardware.owned(state.evaluation())

shell.title("Fixed costs", "Hardware", "What do the things we own cost?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(hardware.lens_chart(owned, theme), "hardware-lenses")
    show.chart(hardware.age_chart(owned, theme), "hardware-age")
with top:
    show.answer(hardware.answer(owned))
with inputs:
    ask("hardware", cards.AMOUNT_FIRST if owned.entered else cards.INPUTS)
if owned.cost_is_known:
    with charts:
        show.divided_bar(*hardware.use_bar(owned))

ask_table("assets", cards.ASSETS.title, cards.ASSETS.paths[0], cards.ASSETS.note, cards.IN_SIGHT)
if assets := hardware.assets_table(owned):
    show.table(assets, first=8, key="hardware-assets")
if levers := hardware.levers_table(owned):
    show.table(levers, key="hardware-levers")
if leases := hardware.lease_table(owned):
    show.table(leases, first=6, key="hardware-leases")
show.table_on_demand("Month by month", "hardware-months", lambda: hardware.month_table(owned))
show.method(hardware.METHOD)
