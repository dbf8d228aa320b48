"""What cohorts offers to lower apps: a place in the navigation, to-dos, and its mail's link."""

from __future__ import annotations

from cohorts import links
from core import mail

mail.offer_filler("team_invitation_link", links.fill_link)
mail.offer_check("team_invitation", links.is_still_due)
