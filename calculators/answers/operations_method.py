"""How the page on operations computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Labels.** An item costs

$$c = \text{labels per item} \cdot \text{price of a label} \cdot (1 + \text{review share}),$$

a label paid by time costs $\text{seconds} \cdot \text{wage} / 3{,}600$. Published prices are for
one labeller: 100,000 images at \$0.012 are \$1,200 for *each* labeller, and three to five are
usual. A label that counts costs $c / \text{share useful}$; when no item is useful it costs
"never". Items a month are those entered, a share of the scored queries, and those that a new kind
of input needs in the month before it joins.

**Keeping and building.** Dhingra and Sood count labels and monitoring that keep a model good
among the variable costs, and labels that build something new among the fixed ones. The share
entered splits items and field data: what keeps follows the queries,
$\text{queries}(t)/\text{queries}(1)$; what builds stays as it is. Tool, labelling lead, paid
stand-by and evaluation stay as they are; monitoring is a fixed part and a price per million
queries that reach a model. All of it is paid as it is used, so cash and accounting agree. Engineer
time is kept in weeks and is cash only where it is bought. People in the table of the Team do not
belong here again.

**Labels worth buying.** With $n$ labels a month instead of today's $m$, the error that labels can
remove is $R\,(n/m)^{-b}$, $R$ = error today less the error that no label removes: a learning curve
$e_\infty + a N^{-b}$ in the stock $N$ of labels, which is proportional to what is bought a month as
old labels lose their use. A point is worth $V$ a month, so the next label is worth
$V R\,b\,m^b\,n^{-b-1}$, and the price $q$ is met at

$$n^* = \left(\frac{V R\,b\,m^b}{q}\right)^{1/(1+b)}.$$

It stops holding far from $m$, with a new model, and where labels are needed for other reasons
(audit, safety). Published exponents lie between 0.07 and 0.35.

**Levers.** *Pre-annotation* divides the price of a label by the speed-up measured, adds the model,
and loses points where people agree too readily. *Active learning* reaches the same error with
$(1 - s)$ of the labels and pays for the selection. *Synthetic data* replaces a share of the items;
each counts for a measured part of a real one, without which the page cannot tell. *Targeted
collection*: with a share $s$ of the hours at value $v$ and premium $k$, an hour of ordinary data
costs $\text{rate} \cdot (1 + s k)/(1 - s + s v)$. *Relabelling*: $N$ labels of which $\eta$ are
wrong are worth $N (1 - 2\eta)^2$ correct ones, so relabelling one item is worth
$4(\eta - \eta')/(1 - 2\eta)$ new ones and beats them from $\eta = (1 + 4\eta')/6$; this holds for
two classes with errors that do not depend on the item, and is an assumed form beyond. Each lever
pays when $\text{payback months} \cdot (\text{saving} - \text{points lost} \cdot V)$ exceeds its
work.

**Held against a measurement.** CFM labelled 1,000 samples for named entities by hand in 3 hours; at
11 seconds a label this page says 3.06 hours, 2 % more. A language model proposed labels for the
same samples in 2 minutes at about \$8 an hour, \$0.27 (F1 0.895 against 0.915 by hand). The
publication leaves out the wage, the review of 2,714 samples, the instructions, and the items that
were dropped; a budget has to hold them all.

**References.** S. Dhingra and P. Sood, *Scaling ML products at startups: a practitioner's guide*,
2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660). J. Hestness et al., *Deep learning
scaling is predictable, empirically*, 2017, [arXiv:1712.00409](https://arxiv.org/abs/1712.00409). D.
Angluin and P. Laird, *Learning from noisy examples*, Machine Learning 2, 1988. J. A. Aslam and S.
E. Decatur, *On the sample complexity of noise-tolerant learning*, Information Processing Letters
57, 1996. CFM case study, [huggingface.co/blog](https://huggingface.co/blog/cfm-case-study), 2024.
"""
