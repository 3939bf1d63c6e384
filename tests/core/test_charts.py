"""Charts draw what they are given, mark the break-even, say their units, and stay small."""

from __future__ import annotations

import json

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import chart_axes, chart_data, chart_labels, chart_theme, charts
from calculators.core.charts import Axis, Limit, Line, Mark, Rule, Span, Text

TEXT = Text(title="Owning pays from 12 M", subtitle="US dollars a month", reading="It does.")
QUERIES = Axis(title="Queries a month", unit="queries/month")
MONEY = Axis(unit="USD/month")
VOLUME = np.linspace(0, 20e6, 41)
RENTING, OWNING = VOLUME * 0.002, 17_700 + VOLUME * 0.0005


def rent_or_own(**more):
    return charts.lines(
        VOLUME,
        [Line(name="Renting", y=RENTING), Line(name="Owning", y=OWNING, role="alt")],
        x_axis=QUERIES,
        y_axis=MONEY,
        text=TEXT,
        **more,
    )


def traces(chart, name):
    return [trace for trace in chart.figure["data"] if trace.get("name") == name]


def notes(chart):
    return [note["text"] for note in chart.figure["layout"]["annotations"]]


def check_valid(chart):
    """Plotly accepts the figure, and it holds no number that JSON cannot."""
    json.dumps(chart.figure, allow_nan=False)
    go.Figure(chart.figure)


def every_kind(theme="light"):
    months, hours = np.arange(37.0), np.arange(24.0)
    cash = 2e6 - 80e3 * months
    load = 2 + np.sin(hours / 4)
    return [
        rent_or_own(
            theme=theme,
            marks=[
                Mark(x=11.8e6, y=23_600, text="Break-even 11.8 M", kind="break_even"),
                Mark(x=4.2e6, y=8_400, text="You are here\n4.2 M", kind="here"),
            ],
            rules=[Rule(x=15e6, text="Month 36")],
            limits=[Limit(y=30_000, text="Budget $30k")],
            spans=[Span(low=8e6, high=17e6, text="8 of 10 draws")],
        ),
        charts.cash(
            months,
            cash,
            text=TEXT,
            start="2026-12",
            planned=cash + 1e6,
            band=(cash - 1e5, cash + 1e5),
            cash_out=Mark(x=25, y=0, text="Cash out Jan 2029"),
            here=Mark(x=0, y=2e6, text="You are here"),
            theme=theme,
        ),
        charts.stacked(
            months,
            {"People": 9e4 + 0 * months, "Compute": 8e3 + 100 * months},
            5e4 + 1e3 * months,
            text=TEXT,
            x_axis=Axis(title="Month", scale="calendar"),
            theme=theme,
        ),
        charts.day(
            hours,
            load,
            [Line(name="Machines", y=np.ceil(load), role="alt")],
            text=TEXT,
            y_axis=Axis(unit="GPUs"),
            theme=theme,
        ),
        charts.break_even(
            VOLUME,
            VOLUME * 0.0058,
            8e4 + VOLUME * 0.001,
            crossing=Mark(x=16.7e6, y=96_700, text="Break-even 16.7 M"),
            here=None,
            text=TEXT,
            x_axis=QUERIES,
            capacity=Rule(x=18e6, text="Quota", kind="limit"),
            theme=theme,
        ),
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_accepts_every_kind_and_it_stays_small(theme):
    for chart in every_kind(theme):
        check_valid(chart)
        assert len(json.dumps(chart.figure)) < 20_000
        assert max(len(trace["x"]) for trace in chart.figure["data"]) <= chart_data.MOST_POINTS


def test_lines_hold_the_given_numbers():
    (trace,) = traces(rent_or_own(), "Renting")
    assert trace["x"] == VOLUME.tolist()
    assert trace["y"] == RENTING.tolist()


def test_the_table_holds_the_given_numbers_under_heads_with_units():
    chart = rent_or_own()
    assert list(chart.columns) == [
        "Queries a month [queries/month]",
        "Renting [USD/month]",
        "Owning [USD/month]",
    ]
    assert chart.columns["Owning [USD/month]"] == OWNING.tolist()


def test_each_option_keeps_its_colour_and_dash():
    chart = rent_or_own(theme="dark")
    (renting,), (owning,) = traces(chart, "Renting"), traces(chart, "Owning")
    assert renting["line"]["color"] == chart_theme.DARK.base
    assert renting["line"]["dash"] == "solid"
    assert owning["line"]["color"] == chart_theme.DARK.alt
    assert owning["line"]["dash"] != "solid"


def test_the_axis_says_what_it_counts_and_money_has_its_sign():
    layout = rent_or_own().figure["layout"]
    assert layout["xaxis"]["title"]["text"] == "Queries a month"
    assert layout["yaxis"]["ticktext"] == ["0", "$10k", "$20k", "$30k", "$40k"]


def test_words_come_with_the_figure():
    chart = rent_or_own()
    assert chart.alt == "Owning pays from 12 M. It does."
    assert (chart.title, chart.subtitle, chart.reading) == (
        TEXT.title,
        TEXT.subtitle,
        TEXT.reading,
    )


def test_the_break_even_is_a_diamond_with_a_bold_label_and_here_is_a_ring():
    chart = every_kind()[0]
    (diamond,), (ring,) = traces(chart, "break_even"), traces(chart, "here")
    assert (diamond["x"], diamond["y"]) == ([11.8e6], [23_600])
    assert diamond["marker"]["symbol"] == "diamond"
    assert ring["marker"]["color"] == chart_theme.LIGHT.page
    assert "<b>Break-even 11.8 M</b>" in notes(chart)
    assert "<b>You are here</b><br>4.2 M" in notes(chart)


@pytest.mark.parametrize(("kind", "at"), [(1, ["2029-01-01"]), (4, [16.7e6])])
def test_cash_out_and_the_crossing_of_costs_are_diamonds(kind, at):
    (diamond,) = traces(every_kind()[kind], "break_even")
    assert diamond["x"] == at


def test_a_break_even_out_of_view_points_there():
    chart = rent_or_own(marks=[Mark(x=30e6, y=1, text="Break-even 30 M", kind="break_even")])
    assert not traces(chart, "break_even")
    assert "<b>Break-even 30 M →</b>" in notes(chart)


def test_a_mark_that_never_comes_is_not_drawn():
    chart = rent_or_own(marks=[Mark(x=np.inf, y=1, text="Break-even", kind="break_even")])
    assert not traces(chart, "break_even")


def test_markup_in_a_name_stays_text():
    chart = charts.lines(
        [1, 2], [Line(name="<b>x</b> & y", y=[1, 2])], x_axis=QUERIES, y_axis=MONEY, text=TEXT
    )
    assert "<b>&lt;b&gt;x&lt;/b&gt; &amp; y</b>" in notes(chart)


def test_infinite_points_leave_a_gap():
    chart = charts.lines(
        [0.0, 0.5, 1.0],
        [Line(name="Wait", y=[1, 2, np.inf])],
        x_axis=Axis(title="Utilisation", unit="share"),
        y_axis=Axis(unit="s"),
        text=TEXT,
    )
    check_valid(chart)
    assert traces(chart, "Wait")[0]["y"] == [1, 2, None]
    assert chart.columns["Wait [s]"] == [1, 2, np.inf]


def test_nan_is_refused():
    with pytest.raises(ValueError, match="NaN"):
        charts.lines([1], [Line(name="A", y=[np.nan])], x_axis=QUERIES, y_axis=MONEY, text=TEXT)


def test_a_line_of_another_length_is_refused():
    with pytest.raises(ValueError, match="2 values at 3 places"):
        charts.lines([1, 2, 3], [Line(name="A", y=[1, 2])], x_axis=QUERIES, y_axis=MONEY, text=TEXT)


def test_more_lines_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="6 lines"):
        charts.lines(
            [1, 2],
            [Line(name=str(k), y=[1, 2]) for k in range(6)],
            x_axis=QUERIES,
            y_axis=MONEY,
            text=TEXT,
        )


@pytest.mark.parametrize("scale", ["linear", "log", "calendar"])
@pytest.mark.parametrize(
    "y",
    [[0.0, 0.0], [5.0, 5.0], [-3.0, -3.0], [np.inf, np.inf], [-2e6, 1e12], [1e-9, 2e-9]],
)
def test_degenerate_data_still_draw(y, scale):
    chart = charts.lines(
        [1.0, 2.0],
        [Line(name="A", y=y, stairs=True, band=(y, y))],
        x_axis=Axis(title="x", scale=scale),
        y_axis=MONEY,
        text=TEXT,
    )
    check_valid(chart)


def test_one_point_is_a_dot():
    chart = charts.lines([3], [Line(name="A", y=[5])], x_axis=QUERIES, y_axis=MONEY, text=TEXT)
    check_valid(chart)
    assert traces(chart, "A")[0]["mode"] == "lines+markers"


def test_negative_cash_is_said_in_words():
    months = np.arange(12.0)
    chart = charts.cash(months, -5e4 - 2e4 * months, text=TEXT, start="2026-12")
    check_valid(chart)
    ticks = chart.figure["layout"]["yaxis"]["ticktext"]
    assert "$200k<br>short" in ticks
    assert not any("-" in tick or "−" in tick for tick in ticks)
    assert traces(chart, "Committed")[0]["customdata"][0] == "minus $50k"


def test_what_follows_long_after_cash_out_is_cut_off():
    months = np.arange(61.0)
    chart = charts.cash(months, 1e6 - 1e5 * months, text=TEXT, start="2026-12")
    assert chart.figure["layout"]["yaxis"]["range"][0] > -5e5


def test_parts_are_stacked_by_size_and_the_small_ones_are_the_rest():
    x = np.arange(3.0)
    sizes = {"A": 1, "B": 6, "C": 5, "D": 4, "E": 3, "F": 2, "None": 0}
    chart = charts.stacked(
        x, {name: size + 0 * x for name, size in sizes.items()}, text=TEXT, x_axis=QUERIES
    )
    check_valid(chart)
    drawn = [(trace["name"], trace["y"][0]) for trace in chart.figure["data"]]
    assert drawn == [("B", 6), ("C", 5), ("D", 4), ("E", 3), ("Other", 2 + 1)]
    assert chart.columns["Total [USD/month]"] == [21, 21, 21]
    assert chart.columns["A [USD/month]"] == [1, 1, 1]


def test_names_of_parts_do_not_touch():
    x = np.arange(3.0)
    parts = {"People": 100 + x, "Tools": 1 + 0 * x, "Hardware and colocation": 1 + 0 * x}
    chart = charts.stacked(x, parts, text=TEXT, x_axis=QUERIES)
    layout = chart.figure["layout"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    low, high = layout["yaxis"]["range"]
    rows = [
        (note["y"] / (high - low) * plot, 8 * (note["text"].count("<br>") + 1))
        for note in layout["annotations"]
    ]
    for (below, half_below), (above, half_above) in zip(rows, rows[1:], strict=False):
        assert above - below >= half_below + half_above - 1e-6


def test_a_day_ends_at_midnight_with_its_last_hour():
    chart = every_kind()[3]
    (machines,) = traces(chart, "Machines")
    assert machines["line"]["shape"] == "hv"
    assert machines["x"] == [*range(24), 24]
    assert machines["y"][24] == machines["y"][23]
    assert len(chart.columns["Machines [GPUs]"]) == 24
    assert chart.figure["data"][0]["fill"] == "tozeroy"


def test_many_steps_become_an_envelope_that_holds_every_point():
    x = np.linspace(1e6, 1e8, 2_000)
    y = np.ceil(x / 1e6) * 2_000 / x
    thin = chart_data.thinned(x, y, (x - x[0]) / (x[-1] - x[0]), is_stairs=False)
    assert thin.has_band
    assert thin.x.size <= chart_data.MOST_POINTS
    after = x >= thin.band_x[0]
    assert thin.band_low.min() == pytest.approx(y[after].min())
    assert np.all(thin.band_low <= thin.band_high)


def test_few_steps_are_drawn_as_they_are():
    x = np.linspace(0, 10, 200)
    thin = chart_data.thinned(x, np.ceil(x), x / 10, is_stairs=True)
    assert not thin.has_band
    assert thin.y.tolist() == np.ceil(x).tolist()


def test_a_long_line_keeps_its_ends_and_extremes():
    x = np.linspace(0, 1, 5_000)
    y = np.sin(40 * x)
    short_x, short_y = chart_data.reduced(x, y)
    assert short_x.size <= chart_data.MOST_POINTS
    assert (short_x[0], short_x[-1]) == (0, 1)
    assert (short_y.max(), short_y.min()) == (y.max(), y.min())


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (5e5, 5e7, [5e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7]),
        (1, 1e6, [1, 10, 100, 1e3, 1e4, 1e5, 1e6]),
    ],
)
def test_logarithmic_ticks_are_1_2_5(low, high, expected):
    assert chart_axes.log_ticks(np.log10(low), np.log10(high)) == pytest.approx(expected)


def test_a_logarithmic_axis_has_short_words_and_log10_annotations():
    chart = charts.lines(
        [5e5, 5e7],
        [Line(name="A", y=[2, 1])],
        x_axis=Axis(title="Queries a month", scale="log"),
        y_axis=MONEY,
        text=TEXT,
        marks=[Mark(x=5e6, y=1.5, text="Here", kind="here")],
    )
    axis = chart.figure["layout"]["xaxis"]
    assert axis["ticktext"][:2] == ["500k", "1\u202fM"]
    here = next(n for n in chart.figure["layout"]["annotations"] if "Here" in n["text"])
    assert here["x"] == pytest.approx(np.log10(5e6))
    assert traces(chart, "here")[0]["x"] == [5e6]


def test_calendar_ticks_fall_on_januaries():
    months, names = chart_axes.month_ticks("2026-11", 0, 38)
    assert months == [2, 14, 26, 38]
    assert names == ["Jan 2027", "Jan 2028", "Jan 2029", "Jan 2030"]


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, "2026-12-01"), (1, "2027-01-01"), (20.5, "2028-08-16"), (-1, "2026-11-01")],
)
def test_dates(months, expected):
    assert chart_axes.date("2026-12", months) == expected


@settings(max_examples=60)
@given(
    low=st.floats(-1e9, 1e9),
    width=st.floats(1e-6, 1e9),
)
def test_there_are_few_ticks_and_all_are_in_view(low, width):
    high = low + width
    ticks = chart_axes.linear_ticks(low, high)
    slack = 1e-6 * width + 1e-9 * abs(low)
    assert len(ticks) <= chart_axes.MOST_TICKS
    assert all(low - slack <= tick <= high + slack for tick in ticks)


def box(frame, note, width):
    """Pixels of an annotation with the same estimate of its size that placed it."""
    index = chart_labels.CHART_WIDTHS_PX.index(width)
    text = note["text"].replace("<b>", "").replace("</b>", "").split("<br>")
    size = (
        max(map(len, text)) * chart_labels.CHARACTER_PX,
        len(text) * chart_labels.TEXT_LINE_PX,
    )
    x, y = frame.pixels(np.array([note["x"]]), np.array([note["y"]]))[index, 0]
    x += note.get("ax", note.get("xshift", 0))
    y += note.get("ay", -note.get("yshift", 0))
    left = x - {"left": 0, "center": 0.5, "right": 1}[note["xanchor"]] * size[0]
    top = y - {"top": 0, "middle": 0.5, "bottom": 1}[note["yanchor"]] * size[1]
    return left, top, left + size[0], top + size[1]


@pytest.mark.parametrize("width", chart_labels.CHART_WIDTHS_PX)
def test_labels_neither_collide_nor_leave_the_plot(width):
    for chart in (every_kind()[0], every_kind()[4]):
        layout = chart.figure["layout"]
        margin = layout["margin"]
        frame = chart_labels.Frame(
            tuple(layout["xaxis"]["range"]),
            tuple(layout["yaxis"]["range"]),
            tuple(w - margin["l"] - margin["r"] for w in chart_labels.CHART_WIDTHS_PX),
            layout["height"] - margin["t"] - margin["b"],
        )
        boxes = [box(frame, note, width) for note in layout["annotations"]]
        for left, top, right, bottom in boxes:
            assert left >= 0
            assert right <= width - margin["l"] - margin["r"]
            assert top >= -1e-6
            assert bottom <= frame.height_px
        for k, one in enumerate(boxes):
            for other in boxes[k + 1 :]:
                apart = (
                    one[0] >= other[2]
                    or one[2] <= other[0]
                    or one[1] >= other[3]
                    or one[3] <= other[1]
                )
                assert apart


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_a_leader_runs_from_beside_its_point_to_its_label(scale):
    x = np.geomspace(1, 1e4, 50)
    marks = [Mark(x=x[i], y=1.0, text=f"A mark {i}") for i in (20, 21, 22, 23, 49)]
    axis, line = Axis(title="Queries", scale=scale), Line(name="Cost", y=np.ones(50))
    chart = charts.lines(x, [line], x_axis=axis, y_axis=MONEY, text=TEXT, marks=marks)
    layout = chart.figure["layout"]
    labels = {(n["xshift"], n["yshift"]): n["x"] for n in layout["annotations"]}
    leaders = [shape for shape in layout["shapes"] if shape["type"] == "path"]
    assert len(leaders) >= 2
    for shape in leaders:
        start, end = (np.array(p.split(","), dtype=float) for p in shape["path"][1:].split("L"))
        at = np.log10(shape["xanchor"]) if scale == "log" else shape["xanchor"]
        assert labels[tuple(end)] == pytest.approx(at)
        assert np.hypot(*start) == pytest.approx(chart_labels.LEADER_GAP_PX, abs=1)
        assert start[0] * end[1] - start[1] * end[0] == pytest.approx(0, abs=np.hypot(*end))
