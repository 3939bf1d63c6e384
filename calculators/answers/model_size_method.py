"""How the page on size and shape of models computes."""

from __future__ import annotations

METHOD = r"""
**In the plan.** Compute serves the model of today, Training builds it, Team keeps it. The line of
this page holds only what the options that the plan takes cost more than those of today; it is below
nothing where they save. As long as everything is as today, it is zero. It never saves more than
Compute costs in the month, nor engineer time, which is on the payroll and in no bill: what the plan
does not pay cannot lengthen its runway. Comparing options, here below, counts both in full.

**A rung.** Training + serving · queries ÷ 1,000 a month, and upkeep: the time of keeping and
debugging it, at its cost. Against another rung it wins

$$\Delta\text{points} \cdot \prod_i a_i \cdot \text{value of a point} -
\Delta\text{seconds} \cdot \text{value of a second}$$

with $a_i$ the accuracy of the other steps: a point of the model is a point of the answer only
where every other step is right. The points that specific models win are counted by the same rule.
The value of a point is that of the whole plan and does not grow with the queries, and the tenth
point counts as much as the first; where yours differs, enter it again. The large model pays from
the gap at which this covers its cost, and the work of building it within the payback months.

**The smallest still worth running** is the first rung whose points over no model are worth more
than its cost a month.

**Steps in a row.** Accuracies multiply, times add. That holds where one step errs independently of
another and none repairs another's error; steps that fail together do better than the product. A
changed part means validating the rest again; that work is added to the work of a new rung.

**Pipeline.** By hand each model takes its weeks. A pipeline takes its own upkeep, its tools and
fewer weeks a model:

$$n^* = \frac{\text{tools} + (\text{upkeep} + \text{building} \div \text{payback months}) \cdot w}
             {(\text{by hand} - \text{automated}) \cdot w}$$

$w$ the cost of a week. It pays above $n^*$ models; never where a model takes as much time in it. A
pipeline that retrains on demand is not a schedule: it makes a retraining cheap when one is needed.
*Many small models for speed* asks for it; *Expensive ways small ML teams imitate big tech* warns of
retraining by the calendar. Both can be right.

**General or specific.** One model for each kind costs models · (training + serving + keeping); one
for all its own training, what it serves dearer, and the validation of every kind after a change.
Specific models win the points entered, times the accuracy of the other steps, from two kinds on.
Each kind more asks for its own models, so their building grows with the kinds as their keeping
does; the general model is built once. Linear in kinds: kinds that share data cost less, entangled
ones more.

**Unknown.** A rung that nobody tried has no accuracy, and an option that needs it cannot be judged.
Where that is the rung in use, no size can be told from another, and the page says so first.

**References.** *Many small models for speed*; *Sane choices for small machine learning teams*;
*MLOps at a reasonable scale* (ten models, five people); *Expensive ways small ML teams imitate big
tech*. Every figure of the ladder is an assumption until you enter your own.
"""
