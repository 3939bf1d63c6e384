"""The chart library that the browser loads: the one that the figures are checked against."""

from __future__ import annotations

import re
from pathlib import Path

import plotly
import pytest
import streamlit as st

from ui.elements import scripts

STATIC = Path(__file__).resolve().parents[1] / "static"
VERSION = re.compile(r"plotly\.js (?:\(basic - minified\) )?v(\d+\.\d+\.\d+)")


def version(file):
    with file.open(encoding="utf-8") as text:
        return VERSION.search(text.read(300))[1]


def test_it_is_the_version_that_plotly_for_python_writes_for():
    own = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    assert version(STATIC / scripts.LIBRARY) == version(own)
    assert version(STATIC / scripts.LIBRARY) in scripts.LIBRARY
    assert "MIT License" in (STATIC / "plotly-LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("mount", "found"),
    [("", "/app/static/a.js"), ("plan", "/plan/app/static/a.js"), ("/a/", "/a/app/static/a.js")],
)
def test_its_address_follows_the_place_of_the_application(monkeypatch, mount, found):
    monkeypatch.setattr(st, "get_option", lambda name: mount)
    assert scripts.static_address("a.js") == found
