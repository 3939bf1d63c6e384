"""Cards of the page on tools."""

from __future__ import annotations

from ui.inputs import Card

SIZE = Card(
    "Size",
    ["tools.models", "tools.models_added", "tools.people", "tools.kept_months"],
    ["tools.on_cloud_bill", "worth.engineer_week_cost", "worth.payback_months"],
    "Queries are those of the plan.",
)
CHECKLIST = Card(
    "Is it the wrong tool?",
    ["tools.familiar", "tools.fits_size", "tools.leaves_easily"],
    ["tools.unfamiliar_factor", "tools.misfit_factor", "tools.locked_factor"],
    "Concerns tools of other people: open source, managed, platform.",
)
PLATFORM = Card(
    "One platform",
    [
        "tools.platform_amount",
        "tools.platform_person_price",
        "tools.platform_used_share",
        "tools.platform_time",
        "tools.platform_model_time",
    ],
    ["tools.platform_setup_weeks", "tools.platform_exit_weeks"],
    "For comparison, in no cost of the plan. Its figures are assumptions; enter an offer.",
)
JOINING = Card(
    "Joining tools",
    ["tools.integration_setup_weeks", "tools.integration_time"],
)
TOOLS = Card(
    "Tools and their levels",
    ["tools.rows.*"],
    note="Level is what the plan has. All other figures are assumptions until you enter yours.",
)
IN_SIGHT = (
    "name",
    "level",
    "script_time",
    "script_model_time",
    "managed_amount",
    "managed_price",
    "managed_unit",
)
INPUTS = (SIZE, CHECKLIST, PLATFORM, JOINING)
