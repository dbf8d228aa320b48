"""Taking back what was sent, where it is kept whose it is, until the survey is settled.

Nothing here is written to the log or to Activity, as in drafts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from surveys.collection import fold, lookup
from surveys.collection.models import Administration, Response
from surveys.collection.refusals import CannotWithdraw, UnknownLink

if TYPE_CHECKING:
    from surveys.collection.models import Invitation


def may_withdraw(invitation: Invitation) -> bool:
    """Whether the answers behind this invitation can still be taken back."""
    administration = invitation.administration
    return invitation.is_completed and administration.keeps_keys and not administration.is_settled


@transaction.atomic
def withdraw(token: str) -> Administration:
    """Delete what was sent by this link, out of the counts too; the link may answer again.

    Done twice, nothing more happens. Raises UnknownLink or CannotWithdraw.
    """
    found = lookup.hold(token)
    if found is None:
        raise UnknownLink(gettext("This link does not work. Use the newest message you have."))
    invitation = found.invitation
    administration = invitation.administration
    if not administration.keeps_keys:
        raise CannotWithdraw(
            gettext("Nobody can find out which answers are yours, so they cannot be withdrawn.")
        )
    if not invitation.is_completed:
        return administration
    if administration.is_settled:
        raise CannotWithdraw(
            gettext("The answers to this survey are counted. They can no longer be withdrawn.")
        )
    # What is still sealed says whose it is only to the fold.
    fold.fold_units(administration, [invitation.unit_id], wait=True)
    fold.take_out(Response.objects.get(key__invitation=invitation))
    invitation.is_completed = False
    invitation.save(update_fields=["is_completed"])
    return administration
