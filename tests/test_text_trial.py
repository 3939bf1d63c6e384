"""The card that compares one's own text: found and refused in words, nothing read as markup."""

from __future__ import annotations

import html
import io
import re
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest


class File(io.BytesIO):
    """A file as an upload hands it over."""

    def __init__(self, name, data):
        super().__init__(data)
        self.name = name


def card():
    from ui.text_trial import text_trial

    text_trial(128, 16)


def compared(name, data):
    """Upload a file and press the button; return the markup of the card."""
    with patch("streamlit.file_uploader", return_value=File(name, data)):
        app = AppTest.from_function(card, default_timeout=30).run()
        app.button(key="text-trial-look").click().run()
    assert [e.value for e in app.exception] == []
    return " ".join(block.proto.body for block in app.get("html"))


def test_before_a_file_is_chosen_nothing_can_be_pressed():
    with patch("streamlit.file_uploader", return_value=None):
        app = AppTest.from_function(card).run()
    assert app.button(key="text-trial-look").disabled
    assert "At most 20 MB and 20,000 texts" in app.get("html")[0].proto.body


def test_what_would_go_stands_beside_what_stays_as_text():
    data = b'<script>alert("x")</script> one two three four five\n' * 2 + b"another text\n"
    found = compared("a.txt", data)
    assert "1 exact copy and 0 near-duplicates among 3 texts" in found
    assert "<script>" not in found
    cells = re.findall(r"<td>(.*?)</td>", found)
    assert html.unescape(cells[0]) == '<script>alert("x")</script> one two three four five'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.txt", b"", "holds no text"), ("a.csv", b"n\n1\n2\n", "No column of 1"),
     ("a.txt", b"\xff\xfe\xfa", "not UTF-8 at byte 0")],
)  # fmt: skip
def test_what_cannot_be_compared_is_said_as_an_alert(name, data, said):
    found = compared(name, data)
    assert 'role="alert"' in found
    assert said in found
