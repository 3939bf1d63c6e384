"""How the page on bandwidth computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Bytes of a query.** $k = k_0 \cdot n \cdot f \cdot s^2 / r$: $k_0$ kB of one item at original
resolution, $n$ items, $f$ = 4/3 for base64 and 1 otherwise, $s$ the resolution where pictures
travel, $r$ the ratio of compression, $r$ = 1 without. 1 kB = 1,000 bytes, 1 GB = 1e9 bytes. Real
codecs save less than the square of the resolution, and what is compressed already hardly shrinks:
measure both on a day's payload. Every transfer counts $1 + $ (share sent again) times.

**Tiers.** $\text{cost} = \sum_i p_i \cdot \max(0, \min(g, e_i) - \max(e_{i-1}, g_0))$: each GB at
the price of its own tier, never all of them at the last price; the allowance $g_0$ takes the first
GB of the month, once. Price lists write 10 TB and mean 10,240 GB; the tiers hold the GB. Where the
page says TB it means 1,000 GB. Beyond the end of a published list the last price goes on, which is
an assumption: such volumes are bought by contract.

**Beside the tiers.** Between zones a GB is paid in each direction:
$2 \cdot \text{GB} \cdot \text{share} \cdot \text{crossings} \cdot \text{price}$. Through a delivery
network every GB pays its price, and what misses its cache pays the provider too. Compression costs
CPU seconds for each GB before it. Storage is no part of bandwidth.

**Updates over the air.** devices · updates · size · (1 − share as difference · (1 − size of a
difference)). Devices grow with the customers.

**Transfer time.** Bits up ÷ uplink + bits down ÷ downlink + the time to compress: one query alone,
one try, a line that nobody shares. Round trips and handshakes come on top and rule small payloads.

**Levers.** The plan is computed again with one input changed; months of runway are the difference.
A lever pays where months to pay back · (saving + value of seconds − points lost · value of a point)
covers its work, at a steady volume with today's devices. Points lost at other resolutions lie on a
straight line between today and the target: an assumption, for accuracy is usually lost slowly at
first. On-device work (batteries, older phones) is not counted.

**References.** S. Dhingra and P. Sood, *Scaling ML products at startups: a practitioner's guide*,
2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660): bandwidth as a variable cost that rises
with the size of what is sent. S. Josefsson, *The Base16, Base32, and Base64 Data Encodings*,
RFC 4648, 2006, section 4. Price lists: each with its source and date in the catalog.
"""
