"""What a merge of two people does with their modules, suggestions and uses of moves."""

from __future__ import annotations

from core.merging import MOVE, move_unless_there, offer_merge_rule


def offer_rules() -> None:
    """One rule for every key to a person."""
    offer_merge_rule(
        "library.LessonProgress.person",
        move_unless_there("lesson", prefer=("state", ("done", "begun"))),
    )
    offer_merge_rule(
        "library.ModuleCompletion.person",
        move_unless_there("module"),
        counted_as="modules completed",
    )
    for key in (
        "ModuleCompletion.contacted_by",
        "MoveUse.person",
        "Resource.decided_by",
        "Resource.suggested_by",
    ):
        offer_merge_rule(f"library.{key}", MOVE)
