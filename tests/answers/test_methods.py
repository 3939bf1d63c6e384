""" "How this is computed" of every page, as it is handed over: equations whole, marks in pairs."""

from __future__ import annotations

import importlib
import pkgutil
import re
from contextlib import AbstractContextManager, nullcontext

import pytest

from calculators import answers
from ui import show

MODULES = (importlib.import_module(f"calculators.answers.{found.name}")
           for found in pkgutil.iter_modules(answers.__path__))  # fmt: skip
OF_MODULES = {m.__name__.rpartition(".")[2]: m.METHOD for m in MODULES if hasattr(m, "METHOD")}
METHODS = {name: text for name, text in OF_MODULES.items() if not name.endswith("_method")}
EQUATION = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)
EQUATION_OF_ITS_OWN = re.compile(r"\$\$[^$\n]+\$\$")


class Unfolded:
    """An expander that is open."""

    open = True

    def __enter__(self) -> AbstractContextManager[None]:
        return nullcontext()

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture(params=sorted(METHODS))
def handed_over(request, monkeypatch):
    """The Markdown that Streamlit is given."""
    given = []
    monkeypatch.setattr(show.st, "expander", lambda *_, **__: Unfolded())
    monkeypatch.setattr(show.st, "markdown", given.append)
    show.method(METHODS[request.param])
    assert len(given) == 1
    return given[0]


def test_there_is_a_method_on_22_of_24_pages():
    assert len(METHODS) == 22


def test_an_equation_of_its_own_stands_in_one_line_where_no_fence_swallows_the_rest(handed_over):
    left = EQUATION_OF_ITS_OWN.sub("", handed_over)
    assert "$$" not in left


def test_equations_and_bold_words_end_in_the_paragraph_where_they_begin(handed_over):
    for paragraph in handed_over.strip().split("\n\n"):
        words = EQUATION.sub("", paragraph)
        assert not re.search(r"(?<!\\)\$", words), paragraph
        assert words.count("**") % 2 == 0, paragraph


def test_every_bracket_of_an_equation_is_closed(handed_over):
    for found in EQUATION.finditer(handed_over):
        tex = found[1] or found[2]
        assert tex.count("{") == tex.count("}"), tex
        assert tex.count(r"\left") - tex.count(r"\leftarrow") == tex.count(r"\right"), tex
