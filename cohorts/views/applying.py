"""Reading all questions before signing in, and beginning an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.services import account_for
from accounts.sign_in import send_code
from cohorts.models import Offering
from cohorts.rules.questions import parts_of
from cohorts.services import applying as services
from core.ratelimit import too_many
from core.shortcuts import form_page, id_in
from network.access import standing_of
from network.forms.beginning import AddressForm, NameForm
from network.models import School
from network.roles import Role
from network.services import rights
from network.services.people import person_behind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.http import PageRequest
    from network.models import District

CODES, SECONDS = 20, 3600  # from one address; a school shares one
AT_MOST = 20  # places found at once


@login_not_required
@require_GET
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that will be asked, to be read and printed by anybody."""
    offering = _offering(pk)
    context = {
        "offering": offering,
        "parts": parts_of(offering.form),  # type: ignore[arg-type]  # _offering has one
        "rule": offering.team_rule.all(),
        "why_closed": services.why_closed(offering),
    }
    return render(request, "cohorts/questions.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: PageRequest, pk: int) -> HttpResponse:
    """Begin: a stranger by a mailed code, everybody else by choosing the school or district."""
    offering = _offering(pk)
    closed = services.why_closed(offering)
    if closed:
        context = {"offering": offering, "why_closed": closed}
        return render(request, "cohorts/apply_closed.html", context)
    if not request.user.is_authenticated:
        return _sign_in(request, offering)
    return _choose(request, offering)


def _sign_in(request: PageRequest, offering: Offering) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if form.is_valid():
        if too_many(request, "apply", limit=CODES, seconds=SECONDS):
            return render(request, "cohorts/join_later.html", status=429)
        account = account_for(form.cleaned_data["email"])
        return send_code(request, email=account.email, then=request.path)
    return form_page(request, "cohorts/apply_sign_in.html", {"offering": offering, "form": form})


def _choose(request: PageRequest, offering: Offering) -> HttpResponse:
    """Which school or district; one that has an application already is not begun twice."""
    person = standing_of(request.user).person
    typed = request.GET.get("q", "").strip()
    form = NameForm(request.POST or None, needed=person is None)
    context: dict[str, Any] = {
        "offering": offering,
        "q": typed,
        "found": _found(offering, typed) if typed else _own(request, offering),
        "form": form,
    }
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "cohorts/apply.html", context)
    place = services.places_for(offering).filter(pk=id_in(request.POST.get("place", ""))).first()
    if place is None:
        messages.warning(request, f"Find the {offering.unit} and choose it from the list.")
        return redirect(request.path)
    try:
        person = person or person_behind(request.user, **form.cleaned_data)
        application = services.begin_application(offering, place=place, by=person)
    except services.AppliedAlready as known:
        return _taken(request, offering, known, place)
    except (services.ClosedOffering, services.ClosedPlace) as refusal:
        messages.warning(request, str(refusal))
        return redirect(request.path)
    except rights.AddressBelongsToSomebody as refusal:
        form.add_error(None, str(refusal))
        return form_page(request, "cohorts/apply.html", context)
    return redirect(application)


def _taken(
    request: PageRequest,
    offering: Offering,
    known: services.AppliedAlready,
    place: School | District,
) -> HttpResponse:
    """There is one: its writers can be asked, and are not named."""
    person = standing_of(request.user).person
    has_asked = "ask" in request.POST and person is not None
    if has_asked and person is not None:
        services.ask_to_write(known.application, by=person)
    context = {"offering": offering, "place": place, "has_asked": has_asked}
    return render(request, "cohorts/apply_taken.html", context)


def _offering(pk: int) -> Offering:
    """One that has questions; for a single person there is nothing to apply for."""
    rows = Offering.objects.exclude(unit=Offering.Unit.PERSON).filter(form__isnull=False)
    return get_object_or_404(rows.select_related("pathway", "form"), pk=pk)


def _found(offering: Offering, typed: str) -> list[Any]:
    return list(_places(offering).containing(typed).order_by("name", "pk")[:AT_MOST])


def _own(request: PageRequest, offering: Offering) -> list[Any]:
    """Where somebody works or leads, or the district of that."""
    standing = standing_of(request.user)
    ids = set(standing.places(Role.DISTRICT_LEADER, Role.SCHOOL_LEADER))
    if standing.person is not None and standing.person.organization_id is not None:
        ids.add(standing.person.organization_id)
    if offering.unit == Offering.Unit.DISTRICT:
        ids |= set(School.objects.filter(pk__in=ids).values_list("agency_id", flat=True))
    return list(_places(offering).filter(pk__in=ids).order_by("name", "pk"))


def _places(offering: Offering) -> Any:
    rows = services.places_for(offering)
    is_school = offering.unit == Offering.Unit.SCHOOL
    return rows.select_related("agency") if is_school else rows
