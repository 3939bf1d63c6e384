"""The check of one's own text: against brute force, in time, and what is refused in words."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest

from calculators.practices.near_duplicates_trial import (
    MOST_BYTES,
    MOST_TEXTS,
    TextError,
    compares_words,
    examined,
    jaccard,
    normal,
    runs_of,
    texts_of,
)

WORDS = [f"word{i}" for i in range(400)]


def last(texts, hashes=128, bands=16):
    *_, found = examined(texts, hashes, bands)
    return found


def corpus(count, seed, words=30):
    """Return texts of which a third repeats an earlier one with some words changed."""
    drawn, texts = random.Random(seed), []
    for _ in range(count):
        if texts and drawn.random() < 1 / 3:
            copied = drawn.choice(texts).split()
            for _ in range(drawn.randrange(8)):
                copied[drawn.randrange(words)] = drawn.choice(WORDS)
            texts.append(" ".join(copied))
        else:
            texts.append(" ".join(drawn.choices(WORDS, k=words)))
    return texts


def similarity(one, other, by_words=True):
    """Return the Jaccard similarity by sets of runs, without any hash."""

    def runs(text):
        parts = text.split() if by_words else text
        length = 3 if by_words else 5
        return {tuple(parts[i : i + length]) for i in range(max(len(parts) - length + 1, 1))}

    a, b = runs(one), runs(other)
    return len(a & b) / len(a | b)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_brute_force_finds(seed):
    """P of a pair at the threshold of 128 hashes in 32 bands, 0.42, is 64 %, at 0.7 all."""
    texts = corpus(150, seed)
    found = last(texts, 128, 32)
    removed = {p.goes: p for p in (*found.exact, *found.near)}
    for p in removed.values():
        assert similarity(texts[p.stays], texts[p.goes]) == pytest.approx(p.similarity, abs=1e-12)
        assert p.similarity >= found.threshold
        assert p.stays not in removed
    stays = [i for i in range(len(texts)) if i not in removed]
    for n, i in enumerate(stays):
        closest = max((similarity(texts[i], texts[j]) for j in stays[:n]), default=0.0)
        assert closest < 0.7
    assert len(found.near) > 10


def test_jaccard_of_hashed_runs_by_hand():
    """the quick brown, quick brown fox | quick brown fox, brown fox jumps: 1 of 3."""
    one, other = runs_of("the quick brown fox", True), runs_of("quick brown fox jumps", True)
    assert jaccard(one, other) == pytest.approx(1 / 3)


def test_case_and_spaces_make_no_difference():
    found = last(["The  Cat sat", "the cat SAT", "a dog"])
    assert [(p.stays, p.goes) for p in found.exact] == [(0, 1)]
    assert not found.near


def test_titles_are_compared_by_letters():
    titles = ["Blue cotton shirt", "Blue cotton shirts", "Red lamp", "Garden chair"]
    assert not compares_words([normal(t) for t in titles])
    found = last(titles)
    assert [(p.stays, p.goes) for p in found.near] == [(0, 1)]
    assert found.near[0].similarity == pytest.approx(similarity(*map(normal, titles[:2]), False))


def test_all_lines_alike_leave_one():
    found = last(["Same text here"] * 50)
    assert (found.total, len(found.exact), len(found.near)) == (50, 49, 0)


@pytest.mark.parametrize(("hashes", "bands"), [(2, 2), (1024, 2), (1024, 1024), (130, 16)])
def test_every_number_of_hashes_and_bands_that_is_asked_for_works(hashes, bands):
    assert len(last(["one two three four", "One two three four", "x"], hashes, bands).exact) == 1


def test_ten_thousand_short_texts_in_time_with_progress():
    texts = corpus(10_000, 5, words=15)
    begun, seen = time.perf_counter(), []
    for found in examined(texts, 128, 16):
        seen.append(found.done)
    assert time.perf_counter() - begun < 20
    assert seen == [*range(200, 10_000, 200), 10_000]


def test_many_texts_that_almost_agree_do_not_take_for_ever():
    """2,000 forms that share most words: each is held against 100 at most."""
    same = " ".join(WORDS[:20])
    drawn = np.random.default_rng(3).integers(0, 400, (2000, 8))
    texts = [same + " " + " ".join(WORDS[j] for j in row) for row in drawn]
    begun = time.perf_counter()
    last(texts)
    assert time.perf_counter() - begun < 10


# --- reading a file -----------------------------------------------------------------------------


def test_lines_are_texts_and_a_csv_gives_its_wordiest_column():
    assert texts_of(b"\xef\xbb\xbfone\r\n\r\ntwo\n", "a.txt") == ["one", "two"]
    table = b'id;question;no\n1;"How, then?";5\n2;Where is it?;6\n3;;7\n'
    assert texts_of(table, "A.CSV") == ["How, then?", "Where is it?"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        pytest.param(b"", "a.txt", "holds no text", id="empty"),
        pytest.param(b"", "a.csv", "holds no text", id="empty CSV"),
        pytest.param(b" \n\n", "a.txt", "holds no text", id="spaces"),
        pytest.param(b"PK\x03\x04\x00\x00", "a.txt", "zero bytes", id="binary"),
        pytest.param("naïve\n".encode("latin-1") * 3, "a.txt", "not UTF-8 at byte 2", id="latin-1"),
        pytest.param(b"only this\n", "a.txt", "holds one text", id="one line"),
        pytest.param(b"head\nonly this\n", "a.csv", "holds one text", id="one row"),
        pytest.param(b"a,b\n1,2\n3,4\n", "a.csv", "No column of 2", id="no texts"),
        pytest.param(b"x\n" + b'"' + b"y" * 200_000, "a.csv", "read as CSV", id="a huge field"),
        pytest.param(b"x\n" * (MOST_TEXTS + 1), "a.txt", "20,001 texts; at most 20,000", id="many"),
        pytest.param(b"x" * (MOST_BYTES + 1), "a.txt", "20.0 MB; at most 20 MB", id="too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_words(data, name, said):
    with pytest.raises(TextError, match=said):
        texts_of(data, name)
