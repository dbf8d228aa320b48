"""What a merge of two people, schools or districts does with cohorts, teams and applications."""

from __future__ import annotations

from django.db.models import Q

from core.merging import MOVE, move_unless_there, offer_merge_rule

NOT_OVER = ~Q(state__in=["withdrawn", "declined"])


def offer_rules() -> None:
    """One rule for every key to a person or an organization."""
    # Of two open places in one team the lead's stays; former ones are history and all move.
    offer_merge_rule(
        "cohorts.TeamMembership.person",
        move_unless_there("team", among=Q(ends_on=None), prefer=("role", ("lead", "member"))),
        counted_as="places in teams",
    )
    offer_merge_rule("cohorts.Cohort.home", MOVE, counted_as="cohorts")
    for kind in ("school", "district"):
        offer_merge_rule(
            f"cohorts.Enrollment.{kind}",
            move_unless_there(
                "cohort",
                prefer=("status", ("active", "accepted", "paused", "completed", "withdrawn")),
            ),
            counted_as="places in cohorts",
        )
        offer_merge_rule(
            f"cohorts.DesignTeam.{kind}", move_unless_there("cohort", "name"), counted_as="teams"
        )
        offer_merge_rule(
            f"cohorts.Application.{kind}",
            move_unless_there("offering", among=NOT_OVER),
            counted_as="applications",
        )
    offer_merge_rule("cohorts.ApplicationEditor.person", move_unless_there("application"))
    offer_merge_rule("cohorts.Review.reviewer", move_unless_there("application"))
    for key in (
        "Application.decided_by",
        "Application.started_by",
        "ApplicationAnswer.written_by",
        "ApplicationDocument.added_by",
        "ApplicationInvitation.invited_by",
        "ApplicationStep.by",
        "Cohort.opened_by",
        "Consent.asked_by",
        "EnrollmentChange.changed_by",
        "InformationRequest.asked_by",
        "MilestoneMark.marked_by",
        "ProposedMember.added_by",
        "Review.assigned_by",
        "TeamCharter.changed_by",
        "TeamInvitation.invited_by",
    ):
        offer_merge_rule(f"cohorts.{key}", MOVE)
