"""How the page on a point of accuracy computes: equations, where they stop, references."""

from __future__ import annotations

METHOD = r"""
**Value of a point.** Of $Q$ queries a month somebody acts on a share $a$. Where a better answer
avoids an error that costs $c$, a point, one answer in a hundred, is worth

$$v = Q\,a\,\frac{c}{100}$$

a month. Where better answers sell more, $v = Q\,a\,m\,l$ with $m$ earned by an answer and $l$ how
much more is sold by a point. Both are in proportion to the queries: the same point is worth ten
times as much to a company ten times as large. An error in the model is not an error in the
business: count what somebody acts on, and follow errors to their end.

**What points take.** The first takes $w$ weeks and some labels; each further one $f$ times the one
before, so $n$ points take $(f^n - 1)/(f - 1)$ times the first, and $n$ times where $f = 1$. The
form is assumed: it says that the easy errors go first. It knows no last point; how many are wrong
today stands on Operations. So does the price of a label unless one is entered here: what an item
costs that people label, reviewed, over the share that turns out useful.

**Whether it pays.** With $W$ the cost of work and labels, $u$ upkeep and $d$ what a query costs
more, within $T$ months (the time in which work must pay back)

$$T\,\bigl(n v - u - Q\,d\bigr) > W.$$

The $k$-th point for itself pays while $T v > W_1 f^{k-1}$; upkeep and dearer answers are those of
the whole and stand beside it. The break-even volume is $Q^* = (W/T + u)\,/\,(n v/Q - d)$.

**Cost of delay.** Each month later loses what a month would leave, $n v - u - Q\,d$. The time until
it is there is the work over the people on it. The plan counts the value from month 1, as for every
practice.

**In the plan.** Adopting costs the work and the labels once, then upkeep and dearer answers. Of the
value only the share that is cash enters the runway.

**References.** *Sane choices for small machine learning teams*: put the value in terms of the
problem; four people and 230 M labelled messages for a mail feature. S. Dhingra and P. Sood,
*Scaling ML products at startups: a practitioner's guide*, 2023,
[arXiv:2304.10660](https://arxiv.org/abs/2304.10660).
"""
