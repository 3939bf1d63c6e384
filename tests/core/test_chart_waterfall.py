"""A waterfall adds up, keeps its height, and has words and a table."""

from __future__ import annotations

import json

import pytest

from calculators.core.chart_parts import Text
from calculators.core.chart_theme import THEMES
from calculators.core.chart_waterfall import MOST_STEPS, waterfall

TEXT = Text(title="It saves", subtitle="US dollars a month", reading="Read out.")


def drawn(steps, **more):
    return waterfall(("Today", 100.0), steps, "Then", unit="USD/month", text=TEXT, **more)


def test_bars_hang_one_below_the_other():
    """100, less 30 is 70, less 20 is 50."""
    bars = drawn([("A", 30.0), ("B", 20.0)]).figure["data"][0]
    assert bars["x"] == [100, 30, 20, 50]
    assert bars["base"] == [0, 70, 50, 0]


def test_the_table_behind_it():
    table = drawn([("A", 30.0)]).columns
    assert list(table) == ["Step", "Size [USD/month]", "Left after it [USD/month]"]
    assert table["Step"] == ["Today", "A", "Then"]
    assert table["Left after it [USD/month]"] == [100, 70, 70]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("steps", [[], [("A <b>", 30.0)], [("A", 1.0)] * 9, [("A", 100.0)]])
def test_names_and_sizes_stand_beside_the_bars(theme, steps):
    chart = drawn(steps, theme=theme)
    json.dumps(chart.figure, allow_nan=False)
    count = min(len(steps), MOST_STEPS) + 2
    assert len(chart.figure["data"][0]["x"]) == count
    assert len(chart.figure["layout"]["annotations"]) == 2 * count
    assert all("<b> " not in a["text"] for a in chart.figure["layout"]["annotations"])


def test_its_height_stays_while_steps_come_and_go():
    heights = {drawn([("A", 1.0)] * n, rows=5).figure["layout"]["height"] for n in (0, 1, 3)}
    assert len(heights) == 1


def test_what_is_not_certain_is_faint():
    colours = THEMES["light"]
    sure, unsure = (
        drawn([("A", 1.0)], certain=certain).figure["data"][0]["marker"]["color"][1]
        for certain in (True, False)
    )
    assert (sure, unsure) == (colours.good, colours.faint)


def test_nothing_to_draw_is_no_error():
    chart = waterfall(("Today", 0.0), [], "Then", unit="USD/month", text=TEXT)
    assert chart.figure["layout"]["xaxis"]["range"][1] > 0
