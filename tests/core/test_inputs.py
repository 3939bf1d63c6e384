from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Annotated

import numpy as np
import pytest

from calculators.core import paths
from calculators.core.inputs import (
    Choice,
    Input,
    InputError,
    Inputs,
    Measured,
    Month,
    Numeric,
    Rows,
    Series,
    Source,
    Text,
    pick,
    specs,
)
from calculators.core.sources import assumption
from calculators.scenario import Scenario

NONE = Source("Assumption: for a test")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, kw_only=True, eq=False)
class Wheel(Inputs):
    spokes: Annotated[
        Numeric,
        Input(
            label="Spokes", unit="spokes", bounds=(0, 40), typical=(1, 9), whole=True, source=NONE
        ),
    ] = 8.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Cart(Inputs):
    load: Annotated[
        Numeric, Input(label="Load", unit="kg", bounds=(0, 100), typical=(1, 9), source=NONE)
    ] = 5.0
    weight: Annotated[
        Measured,
        Input(label="Weight", unit="", bounds=(0, 9), typical=(1, 2), optional=True, source=NONE),
    ] = None
    colour: Annotated[
        Colour, Choice(label="Colour", options=Colour, labels={"red": "red"}, source=NONE)
    ] = Colour.RED
    name: Annotated[str, Text(label="Name", longest=5, source=NONE)] = "cart"
    since: Annotated[str, Month(label="Since", source=NONE)] = "2026-01"
    trips: Annotated[
        tuple[float, ...],
        Series(label="Trips", unit="km", length=3, bounds=(0, 9), source=NONE),
    ] = ()
    wheels: Annotated[
        tuple[Wheel, ...],
        Rows(label="Wheels", row=Wheel, one="wheel", least=1, most=3, source=NONE),
    ] = (Wheel(),)

    def relations(self) -> list[str]:
        return ["Load: a red cart bears 50 kg"] if np.any(self.load > 50) else []


HELD = [
    {"load": 0},
    {"load": np.array([0.0, 50.0])},
    {"load": np.float64(3.0)},
    {"weight": None},
    {"weight": 9.0},
    {"name": ""},
    {"since": "1999-12"},
    {"trips": (0.0, 1.0, 9.0)},
    {"wheels": (Wheel(),) * 3},
]


@pytest.mark.parametrize("values", HELD, ids=str)
def test_what_is_within_bounds_is_taken(values):
    assert replace(Cart(), **values)


REFUSED = [  # values, the sentence
    ({"load": 101.0}, "Load: 101 is not in 0 to 100 kg"),
    ({"load": -0.5}, "Load: -0.5 is not in 0 to 100 kg"),
    ({"load": np.nan}, "Load: not a number; it takes 0 to 100 kg"),
    ({"load": np.inf}, "Load: infinite is not in 0 to 100 kg"),
    ({"load": np.array([1.0, np.nan])}, "Load: not a number; it takes 0 to 100 kg"),
    ({"load": np.array(200.0)}, "Load: 200 is not in 0 to 100 kg"),
    ({"load": "5"}, "Load: '5' is not a number; it takes 0 to 100 kg"),
    ({"load": True}, "Load: 'True' is not a number; it takes 0 to 100 kg"),
    ({"load": np.array(["5"])}, "is not a number; it takes 0 to 100 kg"),
    ({"load": None}, "Load: unknown; it takes 0 to 100 kg"),
    ({"load": 60.0}, "Load: a red cart bears 50 kg"),
    ({"weight": 10.0}, "Weight: 10 is not in 0 to 9"),
    ({"colour": "red"}, "Colour: 'red' is not one of red, blue"),
    ({"colour": "<b>"}, "Colour: '<b>' is not one of red, blue"),
    ({"name": "a cart"}, "Name: 6 characters; at most 5"),
    ({"name": "a\nb"}, "Name: holds control characters"),
    ({"name": 3}, "Name: a text is needed"),
    ({"since": "2026-13"}, "Since: '2026-13' is not a month; write 1900-01 to 2199-12"),
    ({"since": 2026}, "Since: '2026' is not a month; write 1900-01 to 2199-12"),
    ({"trips": (1.0,)}, "Trips: 1 numbers; paste 3, or none"),
    ({"trips": (1.0, 1.0, 10.0)}, "Trips: 10 is not in 0 to 9 km"),
    ({"trips": (1.0, 1.0, np.nan)}, "Trips: not a number; it takes 0 to 9 km"),
    ({"trips": (0.0, 0.0, 0.0)}, "Trips: all 3 numbers are zero; one must be above 0"),
    ({"trips": "123"}, "Trips: 0 numbers; paste 3, or none"),
    ({"wheels": ()}, "Wheels: 0 rows is not in 1 to 3 rows"),
    ({"wheels": (Wheel(),) * 4}, "Wheels: 4 rows is not in 1 to 3 rows"),
    ({"wheels": (1,)}, "Wheels: a table of wheel rows is needed"),
]


@pytest.mark.parametrize(("values", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_refusal_names_the_input_the_value_and_the_range(values, said):
    with pytest.raises(InputError) as refused:
        replace(Cart(), **values)
    (problem,) = refused.value.problems
    assert said in problem


def test_a_broken_count_is_refused():
    with pytest.raises(InputError, match="Spokes: 2.5 is not a whole number in 0 to 40 spokes"):
        Wheel(spokes=2.5)


def test_all_problems_are_said_at_once():
    with pytest.raises(InputError) as refused:
        Cart(load=200.0, weight=10.0)
    assert len(refused.value.problems) == 2


def test_specs_are_every_field_in_order():
    assert list(specs(Cart)) == [f.name for f in fields(Cart)]
    assert specs(Cart) is specs(Cart)


def test_pick_computes_one_branch_only():
    assert pick(Colour.RED, {Colour.RED: lambda: 1, Colour.BLUE: lambda: 1 / 0}) == 1


def test_an_assumption_is_called_one():
    assert assumption("why not").is_assumption
    assert not Source("A book, 2020", "https://example.org", "2020").is_assumption


LEAVES = [
    pytest.param(spec, value, id=path)
    for path, spec, value in paths.leaves(Scenario())
    if isinstance(spec, Input)
]


@pytest.mark.parametrize(("spec", "value"), LEAVES)
def test_defaults_lie_within_typical_within_bounds(spec, value):
    assert spec.bounds[0] <= spec.typical[0] < spec.typical[1] <= spec.bounds[1]
    assert spec.source.title
    assert spec.source.is_assumption or spec.source.as_of or spec.source.title.startswith("Filled")
    if value is None:
        assert spec.optional
    elif value != 0:  # what starts at nothing may have a slider that begins above it
        assert spec.typical[0] <= value <= spec.typical[1]
    if spec.doubt:
        assert 0 < spec.doubt[0] <= 1 <= spec.doubt[1]
        assert spec.doubt[0] < spec.doubt[1]
