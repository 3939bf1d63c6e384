"""The plan that an address, a query or an exported file describes, and the way back.

``python -m calculators.links --release`` writes the defaults of the present model version, so that
its links keep them in later versions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qsl, urlencode

from calculators import presets
from calculators.core import codec, columns, paths
from calculators.scenario import MODEL_VERSION, Scenario

VERSIONS = Path(__file__).resolve().parent / "versions"
MOST_MESSAGES = 60  # of one link or file; the rest is counted
LEFT_OUT_SAID = (
    "The plan of this address was too long for a link, so the address does not hold it; open its "
    "JSON file on Start with your own numbers. The example is shown instead."
)

# Inputs that older links may set and that nothing reads any more; they are passed over in silence.
RETIRED: Mapping[str, str] = {
    "team.people": "a head count beside one amount; the rows of roles count people now",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Opened:
    """What a link or a file describes. ``readable`` is false when nothing of it could be read.

    ``changed_defaults`` names, in a sentence each, the inputs that keep the default of an older
    version because the link does not set them, and whose default is another one now. ``refused``:
    those of the messages that name an example or a value which was not taken.
    """

    scenario: Scenario
    base: str
    messages: list[str]
    changed_defaults: list[str]
    readable: bool = True
    refused: list[str] = field(default_factory=list)


def link_query(scenario: Scenario, base_key: str) -> str:
    """Return the query string that opens this plan: what differs from its example, readable."""
    key, base = _base(base_key)
    head = {"base": key, "v": str(MODEL_VERSION)}
    return urlencode({**head, **codec.encode(scenario, base)}, safe=columns.READABLE)


def is_too_long(query: str) -> bool:
    """Whether a query string is longer than what is read, so that no link can carry the plan."""
    return len(query) > codec.LONGEST_LINK


def address_query(query: str) -> str:
    """Return what the address shows: the query string, or only that it is too long to be read."""
    if not is_too_long(query):
        return query
    head = {name: text for name, text in as_mapping(query).items() if name in ("base", "v")}
    return urlencode({**head, codec.LEFT_OUT: str(len(query))})


def too_long_to_share(query: str) -> str:
    """Return the sentence that says why there is no link, and what carries the plan instead."""
    return (
        f"This plan is too long for a link: {len(query):,} characters, and at most "
        f"{codec.LONGEST_LINK:,} are read. The address does not hold it; export it as JSON before "
        "you close or reload the page."
    )


def as_mapping(text: str) -> dict[str, str]:
    """Return the entries of an address or of a query string; of repeated ones the last."""
    before, mark, query = text.strip().partition("?")
    query = (query if mark or "://" in before else before).partition("#")[0]
    pairs = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True, errors="replace")
    return dict(pairs)


def open_link(link: str | Mapping[str, str]) -> Opened:
    """Return the plan of an address, a query string or its entries. Never raises.

    What is malformed, unknown or out of bounds yields one message and keeps the example's value.
    """
    if isinstance(link, str) and len(link) > codec.LONGEST_LINK:
        return _refused(codec.too_long(len(link)))
    query = as_mapping(link) if isinstance(link, str) else dict(link)
    size = sum(len(key) + len(text) + 2 for key, text in query.items())
    if size > codec.LONGEST_LINK:
        return _refused(codec.too_long(size))
    if codec.LEFT_OUT in query:
        return _opened(query.get("base", ""), MODEL_VERSION, {}, [LEFT_OUT_SAID])
    values = {path: text for path, text in query.items() if path not in codec.RESERVED}
    if values and "v" not in query:
        said = f"The link does not say its model version; it is read as version {MODEL_VERSION}."
        return _opened(query.get("base", ""), MODEL_VERSION, values, [said])
    version, messages = _version(query.get("v", str(MODEL_VERSION)))
    return _opened(query.get("base", ""), version, values, messages)


def open_file(file: BinaryIO, size: int) -> Opened:
    """Return the plan of an exported JSON file; one that is too large is not even read."""
    if size > codec.LARGEST_FILE:
        return _refused(codec.too_large(size))
    base, entries, messages = codec.json_entries(file.read(codec.LARGEST_FILE + 1), MODEL_VERSION)
    return _opened(base, MODEL_VERSION, entries, messages) if entries else _refused(*messages)


def _refused(*messages: str) -> Opened:
    key, base = _base("")
    return Opened(
        scenario=base,
        base=key,
        messages=[*messages],
        changed_defaults=[],
        readable=False,
        refused=[*messages],
    )


def _opened(base_key: str, version: int, values: dict[str, str], messages: list[str]) -> Opened:
    key, today = _base(base_key)
    unknown = [f"There is no example {base_key[:60]!r}; the link is read on top of {key!r}."]
    then = _as_released(today, version, key)
    values = {path: text for path, text in values.items() if path not in RETIRED}
    scenario, refused = codec.applied(then, values)
    given = columns.spelled_out(scenario, values)[0]
    refused = [*(unknown if base_key not in ("", key) else []), *refused]
    if len(refused) > MOST_MESSAGES:
        rest = len(refused) - MOST_MESSAGES
        refused = [*refused[:MOST_MESSAGES], f"{rest:,} more entries could not be read."]
    return Opened(
        scenario=scenario,
        base=key,
        messages=[*messages, *refused],
        refused=refused,
        changed_defaults=_changed(then, today, given) if then is not today else [],
    )


def _version(text: str) -> tuple[int, list[str]]:
    known = text.isascii() and text.isdecimal() and len(text) < 6
    version = int(text) if known else 0
    if version == MODEL_VERSION:
        return version, []
    if released(version):
        return version, [
            f"The link is of model version {version}; this is {MODEL_VERSION}. It keeps the "
            "defaults of its own version; formulas are those of today: the page Assumptions lists "
            "the numbers that changed."
        ]
    return MODEL_VERSION, [
        f"The link is of model version {text[:20]!r}, which is not known here; it is read as "
        f"version {MODEL_VERSION}, and numbers may differ."
    ]


@cache
def released(version: int) -> Mapping[str, Mapping[str, str]]:
    """Return every input of every example as a released version had it; empty if there is none."""
    file = VERSIONS / f"{version}.json"
    if not file.is_file():
        return {}
    examples: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return examples


def _as_released(today: Scenario, version: int, key: str) -> Scenario:
    """Return an example with the defaults of a version; what that version lacked stays as it is."""
    texts = released(version).get(key) if version != MODEL_VERSION else None
    return codec.applied(today, texts)[0] if texts else today


def _changed(then: Scenario, today: Scenario, values: Mapping[str, str]) -> list[str]:
    old, new = codec.flat(then), codec.flat(today)
    found = []
    for path in old:
        if path in values or old[path] == new.get(path):
            continue
        spec = paths.declaration(then, path)
        label = path if spec is None else spec.label
        unit = getattr(spec, "unit", "")
        now = _said(new[path], unit) if path in new else "no longer part of the example"
        found.append(f"{label}: {_said(old[path], unit)}; the default today is {now}")
    return found


def _said(text: str, unit: str) -> str:
    return text if text == codec.UNKNOWN else f"{text} {unit}".rstrip()


def _base(key: str) -> tuple[str, Scenario]:
    """Return the example with that key, else the default one."""
    preset = presets.preset(key) or presets.preset(presets.DEFAULT_PRESET)
    assert preset is not None
    return preset.key, preset.scenario


def release() -> str:
    """Return the text of the file that keeps the defaults of the present version."""
    examples = {key: codec.flat(_base(key)[1]) for key in presets.PRESETS}
    return json.dumps(examples, indent=0, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the defaults of the present version."""
    if arguments != ["--release"]:
        print("usage: python -m calculators.links --release", file=sys.stderr)
        return 2
    VERSIONS.mkdir(exist_ok=True)
    (VERSIONS / f"{MODEL_VERSION}.json").write_text(release(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
