"""What a merge of two people does with their seats, marks, answers and certificates."""

from __future__ import annotations

from django.db.models import Q

from core.merging import MOVE, move_unless_there, offer_merge_rule


def offer_rules() -> None:
    """One rule for every key to a person or an organization."""
    # Of two seats in one convening the surer one stays.
    offer_merge_rule(
        "convenings.Registration.person",
        move_unless_there(
            "convening", prefer=("state", ("registered", "offered", "waiting", "cancelled"))
        ),
        counted_as="registrations",
    )
    offer_merge_rule(
        "convenings.Attendance.person", move_unless_there("session"), counted_as="sessions attended"
    )
    offer_merge_rule("convenings.TakenBack.person", move_unless_there("session"))
    offer_merge_rule(
        "convenings.Certificate.person",
        move_unless_there("convening", among=Q(revoked_at=None)),
        counted_as="certificates",
    )
    offer_merge_rule("convenings.Facilitator.person", move_unless_there("session"))
    offer_merge_rule("convenings.CalendarFeed.person", move_unless_there())
    offer_merge_rule("convenings.LicenceCycle.person", MOVE)
    offer_merge_rule(
        "convenings.PreWorkSubmission.person",
        move_unless_there("prework", "team", among=Q(person__isnull=False)),
    )
    for key in (
        "Attendance.marked_by",
        "ChecklistItem.done_by",
        "EvidenceSlide.added_by",
        "ExportLayout.made_by",
        "Facilitator.added_by",
        "Material.added_by",
        "PreWorkComment.author",
        "PreWorkSubmission.done_by",
        "Registration.registered_by",
        "SeatChange.changed_by",
        "SeriesTemplate.made_by",
    ):
        offer_merge_rule(f"convenings.{key}", MOVE)
    offer_merge_rule("convenings.Venue.organization", MOVE)
