"""Plotly figures that are sent as they are: our charts are written by us and tested as a whole."""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):  # type: ignore[misc]
    """A figure that is a dictionary already.

    Streamlit rebuilds and checks a dictionary attribute by attribute at every run, which costs
    more than the model behind it; a figure object is taken at its word.
    """

    def __init__(self, figure: dict[str, Any]) -> None:
        object.__setattr__(self, "_figure", figure)

    def to_dict(self) -> dict[str, Any]:
        """Return the dictionary."""
        return self._figure  # type: ignore[no-any-return]
