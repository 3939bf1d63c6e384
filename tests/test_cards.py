"""Every input of the plan is asked somewhere, and no card asks too much at once."""

from __future__ import annotations

from itertools import chain

import pytest

from calculators import presets
from calculators.core import paths
from calculators.core.inputs import Rows
from calculators.fixed.training_inputs import Training
from calculators.fixed.training_run_inputs import HoursKnown
from calculators.scenario import Scenario
from ui.cards import (
    accuracy,
    api,
    bandwidth,
    build_or_buy,
    commitments,
    compute,
    fine_tuning,
    hardware,
    model_size,
    near_duplicates,
    operations,
    plan,
    prices,
    retraining,
    server_or_cluster,
    spot,
    team,
    training,
    vector_database,
)
from ui.cards.cloud_or_own import INPUTS as OWNERSHIP
from ui.inputs import Card
from ui.state import SERVICE

MOST_IN_SIGHT = 8
BY_FLOPS = Training(hours_known=HoursKnown.FLOPS, monthly_amount=1.0)
PAGES = {
    "team": (team.ROLES, team.HIRES, *team.PEOPLE, *team.HIRING_CARDS, *team.LEVER_CARDS),
    "overview": plan.beside(Scenario()),
    "runway": (*plan.beside(Scenario()), *plan.RUNWAY_TABLES),
    "operations": (*operations.PAID_BY_LABEL, *operations.LEVER_CARDS),
    "operations, paid by time": (*operations.PAID_BY_TIME, *operations.LEVER_CARDS),
    "compute": (*compute.LANGUAGE_SERVICE, *compute.LEVER_CARDS),
    "compute, no language model": (*compute.OTHER_SERVICE, *compute.LEVER_CARDS),
    "training": (*training.runs(Training()), *training.rest(Training())),
    "training, hours by FLOPs": (*training.runs(BY_FLOPS), *training.rest(BY_FLOPS)),
    "hardware": (*hardware.INPUTS, hardware.ASSETS),
    "cloud or own machines": OWNERSHIP,
    "commitments": commitments.INPUTS,
    "prices": prices.INPUTS,
    "spot": spot.INPUTS,
    "server or cluster": server_or_cluster.INPUTS,
    "model size": (*model_size.INPUTS, model_size.LADDER, model_size.STEPS),
    "api": api.LANGUAGE_SERVICE,
    "api, no language model": api.OTHER_SERVICE,
    "vector database": vector_database.INPUTS,
    "near-duplicates": near_duplicates.INPUTS,
    "build or buy": (*build_or_buy.INPUTS, build_or_buy.TOOLS),
    "accuracy": accuracy.INPUTS,
    "fine-tuning": fine_tuning.INPUTS,
    "retraining": retraining.INPUTS,
    "bandwidth": (*bandwidth.PAYLOAD_CARDS, *bandwidth.LEVER_CARDS, bandwidth.TIERS),
}


def shown(card):
    return (*card.paths, *card.more)


def reached(cards):
    """Return the declared paths that the cards stand for; rows of a table count from 0."""
    found = set()
    for path in chain.from_iterable(map(shown, cards)):
        if path.startswith("service."):
            found.add(f"services.rows.0.{path.removeprefix('service.')}")
        elif path.endswith(".*"):
            spec = paths.declaration(Scenario(), path.removesuffix(".*"))
            assert isinstance(spec, Rows)
            found |= {f"{path[:-1]}0.{field}" for field in paths.specs(spec.row)}
        elif path != SERVICE:
            found.add(path)
    return found


def declared():
    """Return every input, one row of each table."""
    return {path for path, spec, _ in paths.declarations(Scenario()) if not isinstance(spec, Rows)}


def test_every_declared_input_is_on_some_page():
    assert declared() - set().union(*map(reached, PAGES.values())) == set()


@pytest.mark.parametrize("kind", ["compute", "compute, no language model"])
def test_every_input_is_reached_whatever_the_kind_of_model(kind):
    others = [cards for name, cards in PAGES.items() if not name.startswith("compute")]
    assert declared() - set().union(*map(reached, [*others, PAGES[kind]])) == set()


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_input_of_every_example_is_on_some_page(key):
    rows_at_0 = {
        ".".join("0" if step.isdecimal() else step for step in path.split("."))
        for path, _, _ in paths.leaves(presets.PRESETS[key].scenario)
    }
    assert rows_at_0 - set().union(*map(reached, PAGES.values())) == set()


@pytest.mark.parametrize("name", PAGES)
def test_no_path_of_a_page_is_unknown(name):
    assert reached(PAGES[name]) - declared() == set()


@pytest.mark.parametrize("name", PAGES)
def test_no_input_stands_twice_on_a_page(name):
    every = list(chain.from_iterable(map(shown, PAGES[name])))
    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("name", PAGES)
def test_no_card_shows_more_than_eight_inputs_in_sight(name):
    asked = {card.title: [p for p in card.paths if not p.endswith(".*")] for card in PAGES[name]}
    in_sight = {title: len(reached([Card("", shown)])) for title, shown in asked.items()}
    in_sight = {title: count for title, count in in_sight.items() if count > MOST_IN_SIGHT}
    assert in_sight == {}


@pytest.mark.parametrize("name", PAGES)
def test_cards_have_titles_of_their_own(name):
    titles = [card.title for card in PAGES[name]]
    assert sorted(titles) == sorted(set(titles))
