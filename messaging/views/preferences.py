"""Which messages somebody wants, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from core.shortcuts import form_page
from messaging import services
from messaging.forms import PreferencesForm, fixed_kinds
from messaging.models import Wishes
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def preferences(request: PageRequest) -> HttpResponse:
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    wishes = Wishes.objects.filter(person=person).first() or Wishes(
        person=person, wants_next_things=False
    )
    form = PreferencesForm(request.POST or None, instance=wishes, person=person)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        services.choose_rhythms(person, rhythms=form.rhythms())
        services.choose_hours(
            person,
            time_zone=chosen["time_zone"],
            quiet_from=chosen["quiet_from"],
            quiet_until=chosen["quiet_until"],
            wants_next_things=chosen["wants_next_things"],
        )
        messages.success(request, "Your choices are kept.")
        return redirect("messaging:preferences")
    context = {"form": form, "fixed_kinds": fixed_kinds()}
    return form_page(request, "messaging/preferences.html", context)
