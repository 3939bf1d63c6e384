"""How the page on tools computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**A tool at a level.** With $n$ people, $m$ models and $q$ thousand queries a month that reach a
model, a tool costs

$$R = A + a\,n + b\,m + c\,q + (w + v\,m)\,C$$

a month: a base price or hosting $A$, one price by person, model or 1,000 queries, upkeep of
$w + v\,m$ engineer-weeks at $C$ dollars each. Setting it up takes $S$ weeks, leaving it $X$;
scripts take neither, $S = X = 0$. What is in use costs $R_0$: its set-up is behind. Charts and
tables spread the work of any other level, leaving what is in use included, over the $T$ months that
a tool is kept: $R_1 + (X_0 + S_1 + X_1)\,C/T$.

**Checklist.** A no multiplies what other people's tools take: set-up where nobody has run it
before, upkeep where it is made for larger teams, leaving where data do not leave in an open format.

**Cheapest level.** Every cost is a straight line in $m$, in $n$ and in $q$, so two levels meet
where $m = (a_2 - a_1)/(b_1 - b_2)$ and nowhere else; of these points those count at which the
lowest line changes. Of equals the simplest is named.

**Decision.** For each tool the level is offered that leaves most within the months in which work
must pay back: $N\,(R_0 - R_1) - (X_0 + S_1)\,C$ at today's size, leaving what is there included. It
pays where this is above zero. Over $m$ people and queries stay as they are. $N$ is shorter than $T$
by default, so a level is often cheapest from fewer models than its work needs to pay back in time.

**Runway.** Who keeps the scripts is paid already and keeps what replaces them. So the plan holds
the bills of a tool, and of its upkeep what is more than the scripts took. What is less is freed
time: it counts in the decision at its cost, but it is no cash.

**Best of each and platform.** The cheapest level of every tool, and the work of joining each tool
beyond the first to the others, against one platform with one price; of tools that are in use, the
joining is behind. Unused features cost nothing more, but they are paid for.

**Build or buy.** Building that takes $K$ more at once than buying and saves $s$ a month pays back
after $K/s$ months, with interest $i$ a month after $-\ln(1 - Ki/s)/\ln(1+i)$, never where
$Ki \ge s$. 60,000 dollars once and 1,000 a month against 4,000 a month: 20 months, 21.87 at 10 % a
year. Leaving what is in use is part of $K$; of what is built, buying is weighed in the same way.

**Where it stops holding.** Prices come in tiers and are negotiated; upkeep jumps when a tool
breaks; work of engineers is not evenly spread. Security and what a tool teaches are not in it. All
defaults are assumptions: no published measurement of this work was found.

**References.** "You are probably doing MLOps at a reasonable scale", 2022, a summary at
[kywch.github.io](https://kywch.github.io/cadre/ml/ai/nlp/2022/03/23/reasonable-scale-mlops.html):
five people, ten models; 2 engineers for 20 data scientists; the five tools of the table.
J. Tagliabue, *You do not need a bigger boat*, 2021,
[arXiv:2107.07346](https://arxiv.org/abs/2107.07346). S. Dhingra and P. Sood, *Scaling ML products
at startups: a practitioner's guide*, 2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660):
reinventing tools.
"""
