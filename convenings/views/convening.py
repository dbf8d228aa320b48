"""Pages about convenings."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from convenings.models import Convening
from core.http import PageRequest


@require_GET
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """The plan of a convening."""
    convening = get_object_or_404(Convening.objects.visible_to(request.user), pk=pk)
    return render(request, "convenings/detail.html", {"convening": convening})
