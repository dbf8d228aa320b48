"""What surveys offer to lower apps: links in messages, a place in the navigation, to-dos."""

from __future__ import annotations

from core import mail
from surveys.collection import links

mail.offer_filler("survey_link", links.fill_survey_link)
mail.offer_check("survey_invitation", links.is_still_due)
