"""Vector database: do we need one yet?"""

from calculators.answers import vector_database as database
from ui import shell, show, state
from ui.cards import vector_database as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
vectors = database.on_vectors(state.evaluation())

shell.title("Practices", "Vector database", "Do we need a vector database yet?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(database.latency_chart(vectors, theme), "vector-database-latency")
    show.chart(database.month_chart(vectors, theme), "vector-database-months")
with top:
    show.answer(database.answer(vectors))
with inputs:
    ask("vector-database", cards.INPUTS)
with charts:
    show.chart(database.cost_chart(vectors, theme), "vector-database-cost")
    measuring = database.script(vectors)
    show.code("Measure one search on your machine", measuring.about, measuring.text)

show.table(database.conditions_table(vectors), key="vector-database-conditions")
show.table(database.options_table(vectors), key="vector-database-options")
show.table(database.context_table(vectors), key="vector-database-context")
show.method(database.METHOD)
