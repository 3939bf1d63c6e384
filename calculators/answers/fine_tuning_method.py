"""How the page on embedding fine-tuning computes: equations, where they stop, references."""

from __future__ import annotations

METHOD = r"""
**Two conditions.** The gain must be provable with the labelled queries, and worth its work. Each
has its own margin: labelled queries beyond those that are needed, and dollars within the time in
which work must pay back. Both must hold.

**Right or wrong, the same queries.** Of all queries a share $d$ is right by one model and wrong by
the other. A gain $g$ is proven with significance $\alpha$ and power $1 - \beta$ by

$$n = \frac{\bigl(z_\alpha \sqrt{d} + z_\beta \sqrt{d - g^2}\bigr)^2}{g^2}$$

queries (Connor); the smallest provable gain is its inverse, about $2.8\sqrt{d/n}$ at 5 % and 80 %.
The chance shown is that of the exact McNemar test while few queries differ. Below about 20
discordant queries the size is a rough guide, and fewer than 75 queries are not taken to prove
anything, however they are graded.

**Unknown discordance.** It is at least $g$, and at most that of two models that know nothing of
each other, $p_1 q_2 + p_2 q_1$. Where both ends say the same nothing needs to be measured;
otherwise the page cannot tell. The break-even shown is that of the most. Unknown is not zero.

**Different queries for each model.** $n = \bigl(z_\alpha\sqrt{2\bar p\bar q} +
z_\beta\sqrt{p_1 q_1 + p_2 q_2}\bigr)^2 / g^2$ for each (Fleiss): several times as many labels.

**Graded queries.** With $s$ the standard deviation of the differences in nDCG the paired $t$ test
decides: $n \approx (t_\alpha + t_\beta)^2 s^2 / g^2$. With different queries $s$ is that of nDCG
itself, and $n$ twice as large for each. nDCG by query is far from normal; from some fifty queries
on that hardly matters.

**What makes proof harder.** Several looks a year divide the significance (Bonferroni). Queries of
one source repeat one another: $n$ of them count as $n / (1 + (m - 1)\rho)$. A gain that passes at
low power overstates the true one. Queries that were trained with prove nothing.

**Worth.** $\text{gain} \times \text{kinds in the labels} / \text{kinds asked} \times \text{share
that reaches the answer} \times \text{value of a point}$, less upkeep: at each change of the base
model or of the provider the work and the bill come again. Kinds are taken as asked equally often.
Within $T$ months the rest must exceed the work, the labels to train with and the first run.
Labelled queries for measuring prove a gain and do not make one; what the missing ones cost stands
beside it. A label costs what it does on Operations unless a price is entered here: an item that
people label, reviewed, over the share that turns out useful. Labels that active learning and
synthetic data save there are not taken off, for the labels counted here are those that are made.
By volume, the value of a point is taken in proportion to the queries.

**In the plan.** The value is no cash: adopting costs runway, and wins it only through customers.

**References.** R. J. Connor, *Sample size for testing differences in proportions for the
paired-sample design*, Biometrics 43, 1987,
[doi:10.2307/2531961](https://doi.org/10.2307/2531961). J. L. Fleiss, *Statistical Methods for Rates
and Proportions*, 1981. D. Card et al., *With Little Power Comes Great Responsibility*, EMNLP 2020,
[arXiv:2010.06595](https://arxiv.org/abs/2010.06595). E. Miller, *Adding Error Bars to Evals*, 2024,
[arXiv:2411.00640](https://arxiv.org/abs/2411.00640). B. T. Dinçer, 2013, on 50 topics and MAP. K.
Sparck Jones and C. J. van Rijsbergen, 1975, quoted by T. Sakai, 2016, on the number of topics.
"""
