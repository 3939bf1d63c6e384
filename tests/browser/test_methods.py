""" "How this is computed" on every page: unfolded, set as equations, none of their source left."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.in_app import ADDRESSES, address, on

PHONE = {"width": 390, "height": 844}
WITHOUT_METHOD = {"start", "assumptions"}
WITHOUT_EQUATIONS = {"prices"}
SOURCE = ("$$", "**", "\\text", "\\frac")  # what nobody should read
WORDS_ALONE = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".katex").forEach((equation) => equation.remove());
  return copy.textContent;
}"""
CUT_OFF = """element => [...element.querySelectorAll("p, li")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent.slice(0, 60))"""


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - WITHOUT_METHOD))
def test_the_method_unfolds_into_words_and_equations(page, server, name):
    page.goto(address(server, name))
    on(page, name)
    page.locator("summary").filter(has_text="How this is computed").click()
    text = page.locator('.st-key-method [data-testid="stExpanderDetails"]')
    shown = "p" if name in WITHOUT_EQUATIONS else ".katex"
    expect(text.locator(shown).first).to_be_visible(timeout=20_000)
    expect(text.locator(".katex-error")).to_have_count(0)
    words = text.evaluate(WORDS_ALONE)
    assert [mark for mark in SOURCE if mark in words] == []
    page.set_viewport_size(PHONE)
    assert text.evaluate(CUT_OFF) == []
