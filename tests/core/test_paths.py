from __future__ import annotations

import pytest

from calculators.core import paths
from calculators.core.inputs import Input, InputError, Rows
from calculators.scenario import Scenario
from calculators.variable.service import Service, Services

TWO = Scenario(services=Services(rows=(Service(name="One"), Service(name="Two"))))


def test_leaves_name_every_input_once_and_value_at_reads_it():
    found = list(paths.leaves(TWO))
    assert len({path for path, _, _ in found}) == len(found)
    for path, spec, value in found:
        assert paths.declaration(TWO, path) is spec
        assert paths.value_at(TWO, path) is value


def test_tables_are_addressed_apart():
    held = {path: rows for path, _, rows in paths.tables(TWO)}
    assert held["services.rows"] == TWO.services.rows
    assert held["business.funding"] == ()
    assert isinstance(paths.declaration(TWO, "services.rows"), Rows)
    assert isinstance(paths.declaration(TWO, "services.rows.1.tokens_in"), Input)


NOWHERE = [
    "",
    "demand",
    "nothing.there",
    "demand.nothing",
    "demand.customers.0",
    "services.rows.2.tokens_in",
    "services.rows.-1.tokens_in",
    "services.rows.00.tokens_in",
    "services.rows.x.tokens_in",
    "services.rows.0",
    "services.rows.0.nothing",
    "services.rows.0.tokens_in.more",
    "ranges.x",
    "__class__.x",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_a_path_to_nowhere_is_refused(path):
    assert paths.declaration(TWO, path) is None
    with pytest.raises(KeyError):
        paths.value_at(TWO, path)
    with pytest.raises(InputError, match="There is no input"):
        paths.with_values(TWO, {path: 1.0})


def test_with_values_changes_what_is_named_and_shares_the_rest():
    changed = paths.with_values(TWO, {"services.rows.1.tokens_in": 7.0, "demand.customers": 3.0})
    assert changed.services.rows[1].tokens_in == 7
    assert changed.demand.customers == 3
    assert changed.services.rows[0] is TWO.services.rows[0]
    assert changed.business is TWO.business
    assert TWO.demand.customers == 100


def test_a_row_of_a_table_that_is_replaced_at_once_can_be_edited():
    rows = (Service(name="Three"),)
    changed = paths.with_values(TWO, {"services.rows": rows, "services.rows.0.tokens_in": 9.0})
    assert [row.name for row in changed.services.rows] == ["Three"]
    assert changed.services.rows[0].tokens_in == 9


def test_every_problem_is_said_with_the_name_of_its_row():
    with pytest.raises(InputError) as refused:
        paths.with_values(TWO, {"services.rows.1.tokens_in": -1.0, "demand.customers": -2.0})
    assert refused.value.problems == [
        "Two: Tokens in: -1 is not in 1 to 2M tokens",
        "Customers: -2 is not in 0 to 1B customers",
    ]
