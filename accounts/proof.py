"""Asking once more who somebody is, before what cannot be taken back lightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.decorators import reauthentication_required
from django.conf import settings

from core.personal import View, personal

if TYPE_CHECKING:
    from django.http import HttpRequest


def recent_proof_required(view: View) -> View:
    """Ask for the second factor again where it was not given within the last minutes.

    For granting rights, merging and exporting. What was being sent goes on afterwards. Somebody
    signed in from the demo's list has nothing to prove. Whoever views as somebody else does not
    come in: the proof would be somebody else's.
    """
    return cast("View", reauthentication_required(personal(view), enabled=_is_asked))


def _is_asked(request: HttpRequest) -> bool:
    return not (settings.DEMO and request.session.get("demo_sign_in"))
