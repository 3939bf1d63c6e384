"""How the page on training computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Hours of a run.** Measured, or by FLOPs: a token costs $2N$ forward and $4N$ backward, $N$ the
parameters that one token uses, so that with $D$ tokens

$$\text{GPU-hours} = \frac{6\,N\,D}{\text{utilisation} \cdot \text{FLOP/s of a GPU} \cdot 3600}$$

Utilisation counts useful FLOPs only; what is computed twice to save memory lowers it. Attention
over a long context comes on top of $6ND$. For other models than transformers measure the hours.
Start and evaluation add hours by the clock in which every GPU of the run is paid.

**Runs.** Models shipped a month, and retrained ones for each kind, times the runs of a model, over
$1 - \text{share that fails}$. A failed run counts in full: an upper end.

**Growth.** Hours of a run in month $t$ are those of month 1 times $(1+g)^t (1+m)^{t/12}$, data
times parameters: two modest rates multiply, and kinds multiply again. This holds for training from
scratch on all the data; continued training on what is new grows slower.

**GPUs.** Machines are on for useful hours over $1 - \text{idle share}$. By the hour and on spot
every hour on is paid, on spot times $1 - \text{net saving}$. A commitment is paid for all 730
hours of each GPU, used or not, and the hours beyond it by the hour: it pays from
$(1 - \text{discount}) \cdot 730$ hours on for each GPU, not from the first. The discount of a spot
price list is not a saving: redone work, waiting and the work on checkpoints come off it, and the
rest can be negative; so the net saving is asked for, measured. Own machines cost nothing here; they
stand with their share for building on the page Hardware. Whether they could be sold or rented out
instead is not weighed.

**Data.** What is kept is today's data, leaving evenly over the retention $R$, and what is added:
$S(t) = S \max(1 - t/R, 0) + a\,(G(t) - G(t - R))$, $G(t) = ((1+g)^t - 1)/g$. Cold data is cheaper
to keep, and dearer to read back and to move once. Moving pays at a steady $S$ TB kept, of which new
data are moved each month: those that are added today, and at least the $S/R$ without which $S$ is
not kept. The month in which the plan comes there has its own, larger additions in it.

**Logs.** Off, their storage is saved, and each incident takes longer to diagnose and lasts longer.
Break-even: storage a month over what an incident costs more. Dhingra and Sood (2023) call a
saving that costs more elsewhere a *false optimisation*. Engineer time counts as the plan says;
downtime is value and enters no runway.

**Levers.** Each is the plan with one input changed. What it saves is taken at steady values of its
own scale: GPU-hours a month, TB kept, incidents a year. Their savings do not simply add up; the
bars are computed one on top of the other.

**References.** S. Dhingra and P. Sood, *Scaling ML products at startups: a practitioner's guide*,
2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660). J. Kaplan et al., *Scaling laws for
neural language models*, 2020, [arXiv:2001.08361](https://arxiv.org/abs/2001.08361), section 2.1.
The published runs are named with their sources in the table.
"""
