"""What every page behind an open link has in common: its language, and that nothing keeps it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.cache import patch_cache_control

from surveys.collection.views.answer_words import ASKED, language_of, remember_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Concatenate, ParamSpec

    from django.http import HttpRequest, HttpResponse

    Rest = ParamSpec("Rest")
    View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def public_page(view: View[Rest]) -> View[Rest]:
    """Answer in the language that the address asks for, and keep the address to this page.

    SECURITY: whoever has the address may begin. "strict-origin" and not "no-referrer": with the
    latter browsers send the form's Origin as "null", and every form would be refused as forged.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        with translation.override(language_of(request)):
            response = view(request, *args, **kwargs)
        remember_language(request, response)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, no_store=True)
        return response

    return answer


def in_language(address: str, request: HttpRequest) -> str:
    """An address of ours, in the language of this page."""
    language = language_of(request)
    return address if language == "en" else f"{address}?{ASKED}={language}"
