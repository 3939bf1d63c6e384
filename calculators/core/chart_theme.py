"""Colours and layout that every chart shares, in light and in dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

ThemeName = Literal["light", "dark"]
Role = Literal["base", "alt", "out", "good"]

FONT = "Inter, sans-serif"
LABEL_PX = 12.5
TICK_PX = 12
LINE_PX = 2.25
MARK_PX = 13
NOTE_PX = 7
TICK_STANDOFF_PX = 10  # a mark at the edge of the plot leaves the number beside it free

HEIGHT_MAIN = 340
HEIGHT_SECOND = 260
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP = 48, 18, 12
MARGIN_BOTTOM, MARGIN_BOTTOM_UNTITLED = 40, 28

# The largest part comes first and is the palest, so that neighbours differ without a second hue.
STACK_ALPHAS = (0.20, 0.62, 0.42, 0.28, 0.52)

DASHES: Mapping[str, str] = MappingProxyType(
    {"base": "solid", "alt": "7px,3px", "out": "9px,3px,2px,3px", "good": "solid"}
)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours of one theme; every text colour has a contrast of 4.5 or more on the page."""

    page: str
    ink: str
    soft: str
    faint: str
    line: str
    grid: str
    panel: str
    base: str
    alt: str
    out: str
    good: str
    band_alpha: float

    def role(self, role: Role) -> str:
        """Colour of a line: what you do now, what you might do, money out, money in."""
        return {"base": self.base, "alt": self.alt, "out": self.out, "good": self.good}[role]


LIGHT = Theme(
    page="#FFFFFF",
    ink="#1A202B",
    soft="#566070",
    faint="#838D9B",
    line="#E4E7EC",
    grid="#EEF0F3",
    panel="#F5F6F8",
    base="#5B6675",
    alt="#1D66D6",
    out="#C2541B",
    good="#0B7A5B",
    band_alpha=0.13,
)
DARK = Theme(
    page="#101318",
    ink="#E3E7ED",
    soft="#A0A9B6",
    faint="#737D8B",
    line="#272D36",
    grid="#1D222A",
    panel="#1A1E25",
    base="#9AA5B4",
    alt="#6AA5FF",
    out="#F0935B",
    good="#3FC79A",
    band_alpha=0.17,
)
THEMES: Mapping[ThemeName, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})


def faded(colour: str, alpha: float) -> str:
    """Colour with the given opacity."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def layout(theme: Theme, height: int, margins: tuple[int, int, int, int]) -> dict[str, Any]:
    """Layout without axes; margins are left, right, top, bottom in pixels."""
    left, right, top, bottom = margins
    return {
        "height": height,
        "autosize": True,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "autoexpand": False},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": LABEL_PX, "color": theme.soft},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {
            "bgcolor": theme.page,
            "bordercolor": theme.line,
            "font": {"family": FONT, "size": TICK_PX, "color": theme.ink},
        },
        "annotations": [],
        "shapes": [],
    }


def x_axis(theme: Theme) -> dict[str, Any]:
    """Horizontal axis: a line with short ticks, no grid, a hairline where the pointer is."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "layer": "below traces",  # a mark on the axis is seen whole
        "linecolor": theme.line,
        "linewidth": 1,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.line,
        "tickangle": 0,
        "tickfont": {"size": TICK_PX, "color": theme.soft},
        "fixedrange": True,
        "automargin": False,
        "showspikes": True,
        "spikemode": "across",
        "spikethickness": 1,
        "spikedash": "solid",
        "spikecolor": theme.faint,
    }


def y_axis(theme: Theme) -> dict[str, Any]:
    """Vertical axis: a grid and its numbers, no line."""
    return {
        "showgrid": True,
        "gridcolor": theme.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "ticklabelstandoff": TICK_STANDOFF_PX,
        "tickfont": {"size": TICK_PX, "color": theme.soft},
        "fixedrange": True,
        "automargin": False,
    }
