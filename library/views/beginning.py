"""Beginning EXPLORE: an address, a code, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services import account_for
from accounts.sign_in import send_code
from core.ratelimit import too_many
from core.shortcuts import form_page
from network.access import standing_of
from network.forms.beginning import AddressForm, NameForm
from network.models import Person
from network.services import rights
from network.services.people import person_behind

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

# A school's staff begins in one room, behind one address.
KNOCKS = {"limit": 60, "seconds": 3600}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PageRequest) -> HttpResponse:
    """An account is made for whoever asks; a person only once the code has proved the address."""
    then = _then(request)
    if not request.user.is_authenticated:
        return _ask_for_a_code(request, then)
    if standing_of(request.user).person is not None:
        return redirect(then)
    known = Person.objects.by_email(request.user.email)
    form = NameForm(request.POST or None, instance=known)
    if form.is_valid():
        try:
            person = person_behind(request.user, **form.cleaned_data)
        except rights.AddressBelongsToSomebody as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Welcome, {person.first_name}. Your way is kept from now.")
            return redirect(then)
    return form_page(request, "library/begin_name.html", {"form": form, "then": then})


def _ask_for_a_code(request: PageRequest, then: str) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if form.is_valid():
        if too_many(request, "begin-exploring", **KNOCKS):
            return render(request, "library/begin_later.html", status=429)
        account = account_for(form.cleaned_data["email"])
        back = f"{reverse('library:begin')}?{urlencode({'next': then})}"
        return send_code(request, email=account.email, then=back)
    return form_page(request, "library/begin.html", {"form": form, "then": then})


def _then(request: PageRequest) -> str:
    """Where to go afterwards: a page of the modules, and nowhere else."""
    home = reverse("library:modules")
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours and asked.startswith(home) else home
