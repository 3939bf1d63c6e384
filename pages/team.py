"""Team: what do people, and people leaving, cost?"""

from calculators.answers import team
from ui import shell, show, state
from ui.cards import team as cards
from ui.inputs import ask

shell.guard()
result, theme = state.evaluation(), shell.theme_name()

shell.title("Fixed costs", "Team", "What do people, and people leaving, cost?")
top = show.place()

inputs, charts = shell.columns()
with charts:  # sent first: the browser needs longest for them
    show.chart(team.need_chart(result, theme), "need")
    show.chart(team.month_chart(result, theme), "engineers")
with top:
    show.answer(team.answer(result))
with inputs:
    ask("team", cards.PEOPLE)
with charts:
    show.divided_bar(*team.departure_bar(result))

ask("roles", [cards.ROLES])
ask("hires", [cards.HIRES])

inputs, tables = shell.columns("inputs-leaving")
with inputs:
    ask("team-hiring", cards.HIRING_CARDS)
with tables:
    show.table(team.departure_table(result))
    show.table(team.time_table(result))

show.table(team.levers_table(result))

inputs, tables = shell.columns("inputs-levers")
with inputs:
    ask("team-levers", cards.LEVER_CARDS)
with tables:
    show.table(team.roles_table(result), first=6, key="who")
show.method(team.METHOD)
