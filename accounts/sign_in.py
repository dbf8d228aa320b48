"""Starting a sign-in for somebody who is known by a link that we mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import LoginForm
from django.shortcuts import redirect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def send_code(request: HttpRequest, *, email: str, then: str) -> HttpResponse:
    """Mail a sign-in code, as the sign-in page does, and show where to type it.

    Having the link is not enough: the code proves that the address is read by who clicks.
    """
    form = LoginForm({"login": email}, request=request)
    if not form.is_valid():  # too many codes were asked for
        return redirect("account_login")
    answer: HttpResponse = form.login(request, redirect_url=then)
    return answer
