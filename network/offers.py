"""What the directory offers to the frame: its place in the navigation, and imports that wait."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import clock, mail, offers
from core.merging import LEAVE, MOVE, move_unless_there, offer_generic_key, offer_merge_rule
from core.offers import Place, SearchGroup, ToDo
from network import links, search
from network.access import standing_of
from network.models import DirectoryImport, DuplicatePair, RoleInvitation
from network.querysets.activity import sees_the_log
from network.querysets.long_work import UNFINISHED
from network.querysets.merge import may_merge
from network.querysets.person import sees_people
from network.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

AT_MOST = 3
NEARLY_OVER = dt.timedelta(days=5)
LONG_OVER = dt.timedelta(days=14)  # an invitation that nobody sent again by then is forgotten
KINDS_WHY = {
    "rights-changed": "You get this message because a role of yours in the network changed.",
    "role-invitation": "You get this message because somebody entered your address.",
    "address-changed": "You get this message because this address was yours until now.",
}


def _may_view_as(user: User) -> bool:
    standing = standing_of(user)
    return standing.holds(Role.STATE_ADMIN) and not standing.is_viewed


def _holds_a_role(user: User) -> bool:
    return bool(standing_of(user).grants)


def _gives_roles(user: User) -> bool:
    return bool(standing_of(user).gives())


def _takes_files(user: User) -> bool:
    return standing_of(user).holds(Role.EVALUATOR, Role.STATE_ADMIN)


def todos_of_invitations(user: User) -> Iterator[ToDo]:
    """For whoever invited: invitations to roles whose time runs out unanswered."""
    person = standing_of(user).person
    if person is None:
        return
    now = clock.now()
    mine = RoleInvitation.objects.run_by(user).waiting().filter(invited_by=person)
    late = mine.filter(expires_at__range=(now - LONG_OVER, now + NEARLY_OVER))
    for invitation in late.select_related("organization").order_by("expires_at")[:AT_MOST]:
        yield ToDo(
            f"Ask {invitation.name} again",
            f"{reverse('network:invitations')}?q={quote(invitation.email)}",
            "See the invitation",
            f"Invited to be {invitation.in_words}, no answer yet",
            timezone.localdate(invitation.expires_at),
        )


def todos_of_imports(user: User) -> Iterator[ToDo]:
    """For state administrators: lists that were uploaded and are not written yet."""
    waiting = DirectoryImport.objects.run_by(user).waiting().with_counts()
    for row in waiting[:AT_MOST]:
        url = reverse("network:import", args=[row.pk])
        why = "Uploaded to the directory, nothing is written yet"
        yield ToDo(f"Check {row.file_name}", url, "See the dry run", why)


offers.offer_place(Place("Directory", "network:directory", _holds_a_role, order=50))
offers.offer_place(
    Place("Activity", "network:activity", sees_the_log, order=70, is_in_menu=True, icon="history")
)
offers.offer_place(
    Place(
        "View as somebody",
        "network:view-as-list",
        _may_view_as,
        order=80,
        is_in_menu=True,
        icon="visibility",
    )
)
offers.offer_todos(todos_of_imports)
offers.offer_todos(todos_of_invitations)
offers.offer_place(
    Place(
        "Invitations",
        "network:invitations",
        _gives_roles,
        order=57,
        is_in_menu=True,
        icon="mail_outline",
    )
)
offers.offer_place(
    Place(
        "My files",
        "network:work-list",
        _takes_files,
        order=75,
        is_in_menu=True,
        icon="file_download",
    )
)
mail.offer_filler("role_invitation_link", links.fill_link)
mail.offer_check("role_invitation", links.is_still_due)
for name, title in (
    ("rights-changed", "Your roles"),
    ("role-invitation", "Invitations to roles"),
    ("address-changed", "Your e-mail address"),
):
    mail.offer_kind(mail.Kind(f"network/{name}", title, KINDS_WHY[name], is_private=True))
offers.offer_place(Place("People", "network:people", sees_people, order=55, is_in_menu=True))
offers.offer_search(
    SearchGroup("Organizations", search.find_organizations, 10, "network:directory")
)
offers.offer_search(SearchGroup("People", search.find_people, 20, "network:people"))


def todos_of_duplicates(user: User) -> Iterator[ToDo]:
    """For those who merge: how many pairs of records may be one person."""
    if not may_merge(user):
        return
    if count := DuplicatePair.objects.run_by(user).open().count():
        title = "1 possible duplicate" if count == 1 else f"{count:,} possible duplicates"
        why = "Two records look like one person"
        yield ToDo(title, reverse("network:duplicates"), "Compare", why)


offers.offer_todos(todos_of_duplicates)
offers.offer_place(
    Place("Possible duplicates", "network:duplicates", may_merge, order=56, is_in_menu=True)
)

# What a merge of two people, or of two organizations, does with the directory's own rows.
_SAME_DAYS = ("starts_on", "ends_on")
offer_generic_key("network.Activity.about")
for key in (
    "network.Activity.actor",
    "network.AgencyDecision.decided_by",
    "network.DirectoryImport.uploaded_by",
    "network.DuplicatePair.refused_by",
    "network.Merge.merged_by",
    "network.Merge.undone_by",
    "network.Organization.merged_into",
    "network.Person.merged_into",
    "network.RoleGrant.granted_by",
    "network.RoleInvitation.invited_by",
    "network.ViewAs.person",
    "network.ViewAs.viewer",
):
    offer_merge_rule(key, MOVE)
# A pair with an alias is not shown, and comes back with an undone merge.
offer_merge_rule("network.DuplicatePair.first", LEAVE)
offer_merge_rule("network.DuplicatePair.second", LEAVE)
offer_merge_rule("network.SavedView.owner", move_unless_there("page", "name"))
offer_merge_rule(
    "network.RoleGrant.person",
    move_unless_there("role", "organization", "revoked_at", *_SAME_DAYS),
    counted_as="roles",
)
offer_merge_rule(
    "network.SupportAssignment.specialist",
    move_unless_there("organization", *_SAME_DAYS),
    counted_as="support assignments",
)
offer_merge_rule(
    "network.RoleGrant.organization",
    move_unless_there("role", "person", "revoked_at", *_SAME_DAYS),
    counted_as="roles",
)
offer_merge_rule(
    "network.SupportAssignment.organization",
    move_unless_there("specialist", *_SAME_DAYS),
    counted_as="support assignments",
)
offer_merge_rule(
    "network.RoleInvitation.organization",
    move_unless_there("email__iexact", "role", among=Q(accepted_at=None, revoked_at=None)),
)
offer_merge_rule(
    "network.ExportJob.asked_by",
    move_unless_there("kind", "parameters", among=Q(state__in=UNFINISHED)),
)
offer_merge_rule("network.School.agency", MOVE, counted_as="schools")
offer_merge_rule("network.Person.organization", MOVE, counted_as="people")
offer_merge_rule("network.Alignment.service_center", MOVE, counted_as="alignments")
# A district has one center at a time: where both have one, the kept record's stands.
offer_merge_rule(
    "network.Alignment.district", move_unless_there(overlapping=True), counted_as="alignments"
)
# What the lists said about the record that goes is its own history; its page keeps showing it.
offer_merge_rule("network.StatusEvent.organization", LEAVE)
