"""API or self-hosted: should our answers be bought or made?"""

from calculators.answers import api
from ui import shell, show, state
from ui.cards import api as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()

shell.title("Choices", "API or self-hosted", "Should our answers be bought or made?")
both = api.case(state.evaluation(), state.service_shown(), shell.lens())
top = show.place()  # the sentence waits for the decisions

inputs, charts = shell.columns()
with charts:
    show.chart(api.price_chart(both, theme), "api-price")
    show.chart(api.month_chart(both, theme), "api-month")
    show.chart(api.token_chart(both, theme), "api-token")
with top:
    show.answer(api.answer(both))
with inputs:
    ask("api", cards.LANGUAGE_SERVICE if both.by_tokens else cards.OTHER_SERVICE)
with charts:
    if turns := api.turns_table(both):
        show.table(turns, key="api-turns")
    if sides := api.sides_table(both):
        show.table(sides, key="api-sides")

show.table(api.levers_table(both.e), first=6, key="api-levers")
if models := api.models_table(both):
    show.table(models, first=10, key="api-models")
show.method(api.METHOD)
