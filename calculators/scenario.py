"""The scenario: everything that was entered, the only input of every computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.choices.build_vs_buy_inputs import Tools
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.choices.commitments_inputs import Commitments
from calculators.choices.model_size_inputs import Models
from calculators.choices.server_vs_cluster_inputs import DataJobs
from calculators.choices.spot_inputs import Spot
from calculators.core.business import Business, Worth
from calculators.core.demand import Demand
from calculators.core.inputs import Inputs, Text
from calculators.core.sources import YOURS
from calculators.fixed.hardware_inputs import Hardware
from calculators.fixed.team_inputs import Team
from calculators.fixed.training_inputs import Training
from calculators.practices.accuracy_value_inputs import Accuracy
from calculators.practices.fine_tuning_inputs import FineTuning
from calculators.practices.near_duplicates_inputs import NearDuplicates
from calculators.practices.retraining_inputs import Retraining
from calculators.practices.vector_search_inputs import VectorSearch
from calculators.variable.bandwidth_inputs import Bandwidth
from calculators.variable.levers import Levers
from calculators.variable.operations_inputs import Operations
from calculators.variable.service import Services

MODEL_VERSION = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class About(Inputs):
    """What the plan is called."""

    name: Annotated[str, Text(label="Name of the plan", source=YOURS, longest=80)] = "My plan"


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """One plan. ``ranges`` holds low and high (P10 and P90) of each input made uncertain."""

    plan: About = field(default_factory=About)
    demand: Demand = field(default_factory=Demand)
    services: Services = field(default_factory=Services)
    business: Business = field(default_factory=Business)
    worth: Worth = field(default_factory=Worth)
    bandwidth: Bandwidth = field(default_factory=Bandwidth)
    operations: Operations = field(default_factory=Operations)
    hardware: Hardware = field(default_factory=Hardware)
    training: Training = field(default_factory=Training)
    team: Team = field(default_factory=Team)
    levers: Levers = field(default_factory=Levers)
    ownership: Ownership = field(default_factory=Ownership)
    spot: Spot = field(default_factory=Spot)
    api: Api = field(default_factory=Api)
    commitments: Commitments = field(default_factory=Commitments)
    vector_search: VectorSearch = field(default_factory=VectorSearch)
    near_duplicates: NearDuplicates = field(default_factory=NearDuplicates)
    retraining: Retraining = field(default_factory=Retraining)
    fine_tuning: FineTuning = field(default_factory=FineTuning)
    accuracy: Accuracy = field(default_factory=Accuracy)
    tools: Tools = field(default_factory=Tools)
    models: Models = field(default_factory=Models)
    data_jobs: DataJobs = field(default_factory=DataJobs)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
