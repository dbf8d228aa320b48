"""What becomes of an invitation by mail, whatever it leads to: sent again, or taken back.

The row must be locked: a second click finds what the first one wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import clock
from network.models.invitation import last_moment

if TYPE_CHECKING:
    from network.models import Person
    from network.models.invitation import PersonalInvitation


def renew(invitation: PersonalInvitation, *, by: Person | None) -> bool:
    """Give it its full time from now on; whether it is time for another mail.

    It counts as invited by who sent it last.
    """
    if invitation.is_fresh:
        return False
    invitation.invited_at, invitation.expires_at = clock.now(), last_moment()
    invitation.invited_by = by or invitation.invited_by
    invitation.save(update_fields=["invited_at", "expires_at", "invited_by"])
    return True


def close(invitation: PersonalInvitation) -> bool:
    """Let its link open nothing any more; whether it was open until now."""
    if invitation.revoked_at is not None:
        return False
    invitation.revoked_at = clock.now()
    invitation.save(update_fields=["revoked_at"])
    return True
