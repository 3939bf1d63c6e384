"""Cloud or own machines: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import NO_YES, Choice, Input, Inputs, Measured, Numeric, Source, YesNo
from calculators.core.sources import YOURS, assumption

CARDS = Source(
    "Catalog: street prices of cards and their rated power, each row with its own source and date",
    "", "2026-05")
SERVERS = Source(
    "Eight-GPU H100 server 310,000 USD assumed, quoted 317,000, in a public sheet; 38,750 a GPU "
    "against 30,000 for the card alone",
    "https://docs.google.com/spreadsheets/d/1Ft3RbeZ-w43kYSiLfYc1vxO41mK5lmJpcPC9GOYHAWc",
    "2024-08")
UPTIME = Source(
    "Uptime Institute Global Data Center Survey 2025: industry average 1.54, quoted",
    "https://thefreesheet.com/2026/01/19/data-centre-efficiency-flatlines-for-sixth-year-as-ai-"
    "power-demands-soar", "2026-01-19")
ELECTRICITY = Source(
    "United States, commercial, 0.146 USD/kWh (EIA Electric Power Monthly 5.6.A), quoted",
    "https://www.energypricestoday.com/data/sources/electricity-prices.json", "2026-04-26")
COLOCATION = Source(
    "CBRE, 250 to 500 kW in primary US markets, second half of 2025, quoted; a smaller room costs "
    "more",
    "https://worldstopdatacenters.com/what-to-negotiate-in-a-colocation-contract-when-the-"
    "operator-holds-the-cards/", "2025")
UPKEEP = Source(
    "Computing cluster, 4 to 8 % of its price a year after the first (old), CTWatch Quarterly",
    "https://icl.utk.edu/ctwatch/quarterly/articles/2006/05/"
    "designing-and-supporting-high-end-computational-facilities/2/index.html", "2006-05")
LIVES = Source(
    "Useful lives of servers in annual reports: 4 years (Nebius), 5 (AWS, Lambda), 5.5 (Meta), 6 "
    "(Alphabet, Microsoft, CoreWeave), quoted",
    "https://research-viewer.pages.dev/pages/gpu-useful-life", "2026")
FAILURES = assumption("a card in ten in a year, and a day until it is replaced; count your own")
LEASE = assumption("25 USD a month over five years repay 1,000 USD at about 18 % a year; take the "
                   "figure of your own offer")


@dataclass(frozen=True, kw_only=True, eq=False)
class Ownership(Inputs):
    """Own machines: price, upkeep, and when they are bought."""

    gpu_price: Annotated[Measured, Input(
        label="Price per GPU", unit="USD", bounds=(0.0, 1e7), typical=(500.0, 1e5),
        doubt=(0.8, 1.25), optional=True, source=CARDS,
        help="With its share of the server. Unknown: the catalog's street price of the card with "
        "the server around it; where the catalog knows none either, nothing is computed.")] = None
    server_share: Annotated[Numeric, Input(
        label="Server around a card", unit="share", bounds=(0.0, 10.0), typical=(0.0, 1.0),
        step=0.05, doubt=(0.6, 1.7), source=SERVERS, expert=True,
        help="Added to the catalog's price of the card; not to a price that you enter.")] = 0.3
    spares_share: Annotated[Numeric, Input(
        label="Network and spares", unit="share", bounds=(0.0, 10.0), typical=(0.0, 1.0),
        step=0.01, doubt=(0.5, 2.0),
        source=assumption("one spare in ten; clusters with a fast network pay 0.2 to 0.4"),
        help="Added to the price of every GPU.")] = 0.1
    power_kw: Annotated[Measured, Input(
        label="Power per GPU", unit="kW", bounds=(0.0, 100.0), typical=(0.05, 2.0), step=0.01,
        optional=True, source=CARDS, expert=True,
        help="At the plug of the server. Unknown: rated power of the card in the catalog times "
        "1.82, as in an eight-GPU server that draws 10.2 kW.")] = None
    pue: Annotated[Numeric, Input(
        label="Power usage effectiveness", unit="×", bounds=(1.0, 5.0), typical=(1.0, 2.0),
        step=0.01, source=UPTIME, expert=True,
        help="Power of the building over power of the machines.")] = 1.54
    electricity_price: Annotated[Numeric, Input(
        label="Electricity", unit="USD/kWh", bounds=(0.0, 10.0), typical=(0.05, 0.4), step=0.005,
        source=ELECTRICITY)] = 0.146
    colocation_price: Annotated[Numeric, Input(
        label="Colocation", unit="USD/kW-month", bounds=(0.0, 1e5), typical=(0.0, 500.0),
        source=COLOCATION, help="Space and cooling; electricity is counted beside it.")] = 195.94
    maintenance_rate: Annotated[Numeric, Input(
        label="Maintenance", unit="share/year", bounds=(0.0, 5.0), typical=(0.0, 0.2), step=0.005,
        doubt=(0.6, 1.7), source=UPKEEP, help="Contract and parts, of the price.")] = 0.06
    failures_per_gpu_year: Annotated[Numeric, Input(
        label="Failures", unit="per GPU-year", bounds=(0.0, 1000.0), typical=(0.0, 1.0), step=0.01,
        doubt=(0.3, 3.0), source=FAILURES, expert=True)] = 0.1
    failure_hours: Annotated[Numeric, Input(
        label="Down after a failure", unit="h", bounds=(0.0, 8760.0), typical=(0.0, 168.0),
        doubt=(0.3, 3.0), source=FAILURES, expert=True,
        help="Times the cost of an hour down: value, not cash. An upper bound where other machines "
        "carry on.")] = 24.0
    upkeep_hours: Annotated[Numeric, Input(
        label="Patching and watching", unit="h/month", bounds=(0.0, 1e4), typical=(0.0, 80.0),
        doubt=(0.5, 2.5), source=assumption("a day a month for every service that has machines"),
        help="Engineer time, whatever the number of machines.")] = 8.0
    machine_hours: Annotated[Numeric, Input(
        label="Hands on each machine", unit="h/month", bounds=(0.0, 744.0), typical=(0.0, 10.0),
        step=0.5, doubt=(0.5, 2.5), expert=True,
        source=assumption("an administrator minds 3 to 30 servers (2002); 2 h is below both"),
        help="Engineer time for each machine.")] = 2.0
    life_months: Annotated[Numeric, Input(
        label="Life", unit="months", bounds=(1.0, 240.0), typical=(24.0, 84.0), whole=True,
        source=LIVES, beyond="a life of nothing has nothing to spread the price over")] = 60.0
    resale_share: Annotated[Numeric, Input(
        label="Resale value", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.5), step=0.01,
        doubt=(0.4, 1.8), beyond="nothing is sold for more than its price",
        source=assumption("servers fetch a tenth to a third of their price"),
        help="Share of the price received at the end of the life.")] = 0.1
    refresh: Annotated[YesNo, Choice(
        label="Bought again", options=YesNo, labels=NO_YES, source=YOURS,
        help="At the end of the life. No: from then on rented.")] = YesNo.YES
    buy_month: Annotated[Numeric, Input(
        label="Bought in month", unit="month", bounds=(1.0, 60.0), typical=(1.0, 36.0), whole=True,
        source=YOURS, help="Month of the plan; rented until then.")] = 1.0
    delay_months: Annotated[Numeric, Input(
        label="Until they serve", unit="months", bounds=(0.0, 24.0), typical=(0.0, 9.0),
        whole=True,
        source=assumption("delivery, racking and burn-in of accelerators take months; ask for a "
                          "date"),
        help="The cloud is still paid meanwhile.")] = 3.0
    setup_weeks: Annotated[Numeric, Input(
        label="Work to set up and move", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 30.0),
        step=0.5, doubt=(0.6, 2.5),
        source=assumption("racks, network, images, monitoring and moving the service"))] = 6.0
    latency_seconds: Annotated[Numeric, Input(
        label="Answers come later by", unit="s", bounds=(-10.0, 10.0), typical=(-0.2, 0.2),
        step=0.005, source=YOURS, expert=True,
        help="Own machines against the cloud's region; negative where they are nearer. Times the "
        "value of a second.")] = 0.0
    lease: Annotated[YesNo, Choice(
        label="Lease instead of buying", options=YesNo, labels=NO_YES, source=YOURS, expert=True,
        help="Monthly over the life; nothing is paid first and nothing sold.")] = YesNo.NO
    lease_price: Annotated[Numeric, Input(
        label="Lease for $1,000 of price", unit="USD/month", bounds=(0.0, 1000.0),
        typical=(10.0, 100.0), step=0.5, source=LEASE, expert=True)] = 25.0
