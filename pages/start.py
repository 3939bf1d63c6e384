"""Start with your own numbers: eight questions yield a first plan."""

from calculators.answers import start
from ui import first_plan, shell, show
from ui.inputs import ask_group

shell.guard()
answers = first_plan.answers()

shell.title("Plan", "Start with your own numbers", "Eight questions; everything else can wait")
show.answer(start.answer(answers))

left, right = shell.halves()
with left:
    ask_group("start", "Eight questions", answers, first_plan.answered)
with right:
    shell.use_button("Use this plan", first_plan.use)
    shell.plan_file()
show.table(start.assumed(answers))
