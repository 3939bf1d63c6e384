"""Start with your own numbers: eight questions yield a first plan."""

from calculators.answers import start
from ui import shell, show, state
from ui.inputs import ask_group

shell.guard()
answers = state.first_answers()

shell.title("Plan", "Start with your own numbers", "Eight questions; everything else can wait")
show.answer(start.answer(answers))

left, right = shell.halves()
with left:
    ask_group("start", "Eight questions", answers, state.answered)
with right:
    shell.use_button("Use this plan", state.use_first_plan)
    show.notes(start.assumed())
    shell.plan_file()
