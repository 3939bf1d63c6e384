"""How the page on the team computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Pay.** $\text{cash}(t) = \sum \text{people} \cdot \left(\frac{\text{salary} \cdot \text{loaded}
\cdot (1 + r)^{\lfloor (t-1)/12 \rfloor}}{12} + \text{tools}\right)$ over the roles of today and
the hires with month $\le t$. Loaded = 1/0.705 in the United States: benefits are 29.5 % of
compensation. Hires are entered at today's pay.

**Leaving.** In a year $\text{people} \cdot a / (1 - R)$ leave, $a$ of their own accord or not, each
drawing $R$ others, these again $R$ each. The plan holds the *expected* number in every month; a
departure that happens comes at once. It holds for $R < 1$, and while vacancies are few: that
nobody leaves a vacant post is not counted. A rate that was counted in your own team holds the
contagion already.

**A departure.** Cash: the fee (your own cost of a hire, or the agency's share of a year's salary),
interviews if time is bought, less the salary of the vacant days,
$\text{days}/365 \cdot \text{salary} \cdot \text{loaded}$. Value lost, beside the runway and never
in it: the same days of work times its value over its cost; $\text{ramp}/12 \cdot \tfrac12 \cdot
\text{salary} \cdot \text{loaded}$, as a linear ramp loses half of its months; and $(1 -
\text{documented}) \cdot (\text{weeks} + \text{parts}/\text{engineers} \cdot \text{weeks a part})$
that are relearned. *Gross* is everything without the salary saved, *net* with it. Published
percentages of a salary contain these parts and are shown as a check alone.

**Left to work.** Of the engineers paid, vacant posts, successors and hires below full speed,
interviews, relearning and wrangling are taken off one after the other. Releases and weeks to a new
customer are today's, with these losses in them.

**Engineers needed.** $b + (1 - m)\,[(k/k_1)^q + v \log_{10}(1 + V/V_0) + w \log_{10}(1 +
P/P_0)]$ with kinds $k$, volume $V$, peak $P$ and maturity $m$. The *form is assumed*: nobody
has measured it; it asks that work rises a little faster than kinds, and slowly with volume and
peak. It stops holding where a new kind needs research. The rows drive cash; the gap to the need
is a warning.

**Levers.** Maturity from $m_0$ to $m_1$ spares $(m_1 - m_0)[\dots]$ engineers. Of these the runway
counts those on the rows; the rest are hires that need not be planned, and count as value. Its
break-even in kinds is where the time spared in the payback period equals the work. Dhingra and Sood
advise not to build for maturity before the second stage of a product ends, and call it
indispensable in the third. Documentation wins value alone. An agency fills a post sooner: it pays
where work is worth more than the salary that is saved while nobody does it.

**References.** S. Dhingra and P. Sood, *Scaling ML products at startups: a practitioner's guide*,
2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660). H. Boushey and S. J. Glynn, *There Are
Significant Business Costs to Replacing Employees*, Center for American Progress, 2012. SHRM, *Human
Capital Benchmarking Report*, 2016. US Bureau of Labor Statistics, Employer Costs for Employee
Compensation, September 2022.
"""
