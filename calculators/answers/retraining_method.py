"""How the page on retraining computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Drift and gain.** A model left alone loses $\delta$ points a day: measured, or the gain of a cycle
over its interval. A retrain after $T$ days wins $g = \delta T$ back. Drift is taken as linear and a
retrain as winning all of it back; drift levels off, and no model loses more than it has.

**Provable.** Both models answer the same $n$ labelled queries. With $d$ the share on which one is
right and the other wrong (discordance),

$$n = \frac{\left(z_a \sqrt{d} + z_b \sqrt{d - g^2}\right)^2}{g^2}$$

$z_a$ of the two-sided significance, $z_b$ of the power (Connor). For different queries Fleiss'
formula holds, for each set. Queries of one source count $1/(1 + (m-1)\rho)$. A schedule looks once
a cycle, so the year's significance is divided by its cycles (Bonferroni): careful, for looks at one
set agree more than that. Chances are those of the exact McNemar test up to 100 discordant queries
expected, above it of the normal with its correction, which is within 0.02. Where few
queries are discordant the formula is careful: the curve passes the wanted power before it. Fewer
than 75 queries are not taken to prove anything.

**Discordance unknown.** It is $g$ at least and, for two models that know nothing of each other,
$p_1 q_2 + p_2 q_1$ at most. If the least does not suffice it is not provable, if the most does it
is; between them the page cannot tell. Queries that are needed are rounded up, those that are left
over down.

**Smallest provable gain.** The same equation solved for $g$, about $2.8\sqrt{d/n}$ at 5 % and 80 %.
A gain above the discordance brings its own.

**Exaggeration.** Of an estimate with standard error $s$, only those beyond $z_a s$ pass. Their mean
over the true gain is the factor, the share below zero the losses among the wins; with the normal.

**Worth it.** Against a model left alone over the months in which work must pay back, $P$ days, a
schedule keeps $\delta P/2 - \delta T/2$ points on average, times the value of a point, less cycles,
upkeep and work. Labelled queries beyond today's are bought at the price of a label: those that a
schedule's proof takes, or as many as leave a signal most; more than that nobody buys, so that
having them ends nothing that pays. Points are value, no cash: the runway sees the bills and the
work alone.

**Price of a label.** That of Operations unless one is entered here: what an item costs that people
label, reviewed, over the share that turns out useful. Labels that active learning and synthetic
data save there are not taken off, for the labels counted here are those that are made.

**Interval.** With $K$ a cycle and $h = \delta \cdot$ value of a point a day, cost a day is

$$\frac{K}{T} + \frac{hT}{2}, \qquad T^* = \sqrt{2K/h}$$

as of an order quantity; no published law for retraining was found, so this is an analogy of ours.
The optimum is flat: a factor 2 in $T$ costs 25 %. No interval is shorter than the smallest provable
gain over $\delta$: retraining more often is luck.

**On a signal.** A retrain comes when the loss is worth a cycle and one look can see it, after
$\max(T^*, g_{\min}/\delta)$ days. It can pay where a schedule is not provable, for each retrain
answers to a loss that was seen.

**In the plan.** Cycles are added to what Training and Operations hold. A retrain that Training
counts, or labels that Operations buys anyway, stand on one page only: leave them out on the other.

**References.** R. J. Connor, *Sample size for testing differences in proportions for the
paired-sample design*, Biometrics 43, 1987. J. L. Fleiss, *Statistical Methods for Rates and
Proportions*, 1981. D. Card et al., *With Little Power Comes Great Responsibility*, EMNLP 2020. A.
Gelman and J. Carlin, *Beyond Power Calculations*, 2014. K. Sparck Jones and C. J. van Rijsbergen,
1975, through T. Sakai, 2016: fewer than 75 topics are of no real value. F. W. Harris, *How Many
Parts to Make at Once*, 1913. A. Mahadevan and M. Mathioudakis, *Cost-aware retraining*,
[arXiv:2310.04216](https://arxiv.org/abs/2310.04216), price staleness against retraining too.
"""
