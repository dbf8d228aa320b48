"""What surveys offer to lower apps: links in messages, a place in the navigation, to-dos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import mail, offers
from core.merging import MOVE, move_or_leave, move_unless_there, offer_merge_rule
from network import long_work
from network.access import standing_of
from surveys.collection import arrival_work, links
from surveys.collection.search import find_surveys
from surveys.collection.todos import todos_for
from surveys.results.emails import ENDS_SOON, IS_OVER
from surveys.results.exports import work
from surveys.results.querysets import quotes_words, sees_agreements
from surveys.results.services.agreements import is_in_force
from surveys.results.todos import todos_of_words

if TYPE_CHECKING:
    from accounts.models import User


def _sees_surveys(user: User) -> bool:
    standing = standing_of(user)
    return bool(standing.grants) or standing.person is not None


long_work.offer_work(work.ROWS)
long_work.offer_work(arrival_work.CHECKING)
long_work.offer_work(arrival_work.BRINGING)
# Neither may wait for a digest: its words would tell what became of them. Who is invited is for
# state administrators, as on the survey's own page.
mail.offer_kind(
    mail.Kind(
        "surveys/invitation",
        "Invitations to surveys",
        "You get this because you work at a school that takes part.",
        is_private=True,
    )
)
# SECURITY: whoever is reminded has not answered, and whose reminder falls away just has. Counted by
# school on the last day that would be the hidden number of answers (disclosure.md 7).
mail.offer_kind(
    mail.Kind(
        "surveys/reminder",
        "Reminders of surveys",
        "You get this because you were invited and have not sent your answers yet. "
        "Reminders stop as soon as you have.",
        is_optional=True,
        is_unlisted=True,
    )
)
mail.offer_kind(
    mail.Kind(
        ENDS_SOON,
        "Agreements that end soon",
        "You get this because an agreement on data names you.",
        is_private=True,
    )
)
mail.offer_kind(
    mail.Kind(
        IS_OVER,
        "Agreements that are over",
        "You get this because you are a state administrator.",
        is_private=True,
    )
)
mail.offer_filler("survey_link", links.fill_survey_link)
mail.offer_check("survey_reminder", links.is_still_due)
# SECURITY: what becomes of an invitation never depends on whether it was answered: the outbox shows
# it, also when somebody postponed it or the server was down (disclosure.md 7).
mail.offer_check("survey_invitation", links.is_still_open)
mail.offer_check("agreement_in_force", is_in_force)
offers.offer_place(
    offers.Place(
        "Agreements on data", "surveys:agreements", sees_agreements, order=45, is_in_menu=True
    )
)
offers.offer_place(offers.Place("Surveys", "surveys:list", _sees_surveys, order=40))
offers.offer_panel("organization", offers.Panel("Surveys", "surveys:of-organization"))
offers.offer_panel("team", offers.Panel("Surveys", "surveys:of-team"))
offers.offer_todos(todos_for)
offers.offer_todos(todos_of_words)
offers.offer_place(
    offers.Place(
        "Quote bank", "surveys:quotes", quotes_words, order=58, is_in_menu=True, icon="format_quote"
    )
)
offers.offer_search(offers.SearchGroup("Surveys", find_surveys, 60))
offer_merge_rule("surveys.Administration.created_by", MOVE)
offer_merge_rule("surveys.AnswerFile.uploaded_by", MOVE)
offer_merge_rule("surveys.Administration.release_requested_by", MOVE)
offer_merge_rule("surveys.Release.released_by", MOVE)
offer_merge_rule("surveys.OpenAnswer.read_by", MOVE)
offer_merge_rule("surveys.Quote.chosen_by", MOVE)
offer_merge_rule("surveys.Agreement.made_by", MOVE)
offer_merge_rule("surveys.Agreement_people.person", move_unless_there("agreement"))
offer_merge_rule("surveys.Extract.person", MOVE)
# Two who coded the same answer stay two: their agreement was measured between them.
offer_merge_rule("surveys.Coding.coder", move_or_leave("answer"))
offer_merge_rule("surveys.Comparison.decided_by", MOVE)
offer_merge_rule("surveys.Safeguards.confirmed_by", MOVE)
# SECURITY: where both were invited, both invitations stay as they are. Whoever chose one of them
# would have to know, or would tell, which one was answered; it is not counted anywhere either.
offer_merge_rule("surveys.Invitation.person", move_or_leave("administration"))
# A frame is frozen: an organization never gets a second unit in it.
offer_merge_rule("surveys.FrameUnit.organization", move_or_leave("administration"))
