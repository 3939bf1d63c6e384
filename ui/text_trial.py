"""The check of one's own text: a file, its progress with a way to stop, and what was found."""

from __future__ import annotations

from html import escape

import streamlit as st

from calculators.answers import near_duplicates_trial as said
from calculators.practices.near_duplicates_trial import (
    MOST_MEGABYTES,
    TextError,
    examined,
    texts_of,
)
from ui import show


def text_trial(hashes: int, bands: int) -> None:
    """Draw the card, last of a page: any press ends a comparison that is under way."""
    with st.container(border=True, key="card-text-trial"):
        show.heading(said.TITLE, said.SUBTITLE)
        file = st.file_uploader(
            "Your text", type=["txt", "csv", "tsv"], max_upload_size=MOST_MEGABYTES,
            key="text-trial", label_visibility="collapsed",
        )  # fmt: skip
        look, stop = st.columns(2)
        asked = look.button("Look for duplicates", key="text-trial-look", disabled=file is None)
        place = stop.empty()
        if file is None or not asked:
            return
        place.button("Stop", key="text-trial-stop")
        try:
            texts = texts_of(file.getvalue(), file.name)
        except TextError as error:
            message = f'<p class="be-note be-alert" role="alert">{escape(str(error))}</p>'
            show.html(message)
        else:
            _examine(texts, hashes, bands)
        place.empty()


def _examine(texts: list[str], hashes: int, bands: int) -> None:
    bar = st.progress(0.0)
    for found in examined(texts, hashes, bands):
        bar.progress(*said.progress(found))
    bar.empty()
    show.heading(*said.finding(found))
    head = "".join(f"<th>{escape(name)}</th>" for name in said.HEAD)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>"
        for row in said.pairs(found, texts)
    )
    if body:
        table = f"<table><thead><tr>{head}</tr></thead>{body}</table>"
        show.html(f'<div class="be-table be-stacked">{table}</div>')
