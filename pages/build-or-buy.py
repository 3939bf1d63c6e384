"""Build, buy or open source: which tools should we build, buy or take?"""

from calculators.answers import build_or_buy
from ui import shell, show, state
from ui.cards import build_or_buy as cards
from ui.inputs import ask, ask_table

shell.guard()
theme = shell.theme_name()
held = build_or_buy.on_tools(state.evaluation())

shell.title("Choices", "Build, buy or open source",
            "Which tools should we build, buy or take from open source?")  # fmt: skip
top = show.place()

inputs, charts = shell.columns()
with top:
    show.answer(build_or_buy.answer(held))
with charts:
    shown = shell.choose("Tool in the charts", held.names, held.first_shown)
    show.chart(build_or_buy.level_chart(held, shown, theme), "tools-levels")
    show.chart(build_or_buy.mix_chart(held, theme), "tools-mix")
with inputs:
    ask("build-or-buy", cards.INPUTS)
with charts:
    show.chart(build_or_buy.build_chart(held, shown, theme), "tools-build")

ask_table("tools-rows", cards.TOOLS.title, cards.TOOLS.paths[0], cards.TOOLS.note, cards.IN_SIGHT)
for name, table in build_or_buy.tables(held).items():
    show.table(table, first=8, key=f"tools-{name}")
show.method(build_or_buy.METHOD)
