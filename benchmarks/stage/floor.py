"""What Django itself costs on this machine: the smallest site that could take a form.

Not a product: no links, no rules, no limits, no second answer kept apart from the first. Served
by granian as our site is, with Django's usual middleware, on the same PostgreSQL; every figure of
ours is a ratio to this one of the same run (shared/performance.md 3e).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings

from plnetwork.settings.database import database_from_url

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": database_from_url(os.environ["DATABASE_URL"])},
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "django.contrib.postgres",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    CSRF_COOKIE_SECURE=True,
    USE_TZ=True,
)

# Everything else of Django reads the settings when it is imported.
from django.contrib.postgres.fields import ArrayField  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.urls import path  # noqa: E402

if TYPE_CHECKING:
    from django.http import HttpRequest

application = get_wsgi_application()

ITEMS = 43
PLACE = "@token@"
CARD = (
    '<fieldset class="usa-fieldset"><legend><small>Question {0} of 43</small>Learners in my class '
    "set their own goals and choose how to work toward them, number {0}.</legend>{1}</fieldset>"
)
CHOICE = (
    '<div class="usa-radio"><input class="usa-radio__input" id="q{0}-{1}" type="radio" '
    'name="q{0}" value="{1}"><label for="q{0}-{1}">In most of my classes {1}</label></div>'
)
FORM = (
    '<!doctype html><title>Form</title><form method="post">'
    f'<input type="hidden" name="csrfmiddlewaretoken" value="{PLACE}">'
    + "".join(
        CARD.format(item, "".join(CHOICE.format(item, code) for code in range(6)))
        for item in range(1, ITEMS + 1)
    )
    + "<button>Send</button></form>"
)


class FloorAnswer(models.Model):
    """One row per form, as narrow as ours."""

    objects: ClassVar[models.Manager[FloorAnswer]] = models.Manager()

    answers = ArrayField(models.SmallIntegerField())

    class Meta:
        app_label = "floor"
        db_table = "bench_floor_answer"

    def __str__(self) -> str:
        return "answer"


def noop(request: HttpRequest) -> HttpResponse:
    """Nothing but middleware."""
    return HttpResponse("ok")


def one_query(request: HttpRequest) -> HttpResponse:
    """One indexed read through the ORM."""
    return HttpResponse(str(FloorAnswer.objects.get(pk=1).answers[0]))


def form(request: HttpRequest) -> HttpResponse:
    """The form from memory; one insert; a redirect to the receipt."""
    if request.method == "POST":
        sent = [int(request.POST.get(f"q{item}", 0)) for item in range(1, ITEMS + 1)]
        FloorAnswer.objects.create(answers=sent)
        return HttpResponseRedirect("/thanks/")
    return HttpResponse(FORM.replace(PLACE, get_token(request)))


def thanks(request: HttpRequest) -> HttpResponse:
    """The receipt."""
    return HttpResponse("<!doctype html><title>Sent</title><h1>Thank you.</h1>")


urlpatterns = [
    path("noop/", noop),
    path("query/", one_query),
    path("form/", form),
    path("thanks/", thanks),
]


def make_table() -> None:
    """The one table, with the row that is read."""
    with connection.schema_editor() as editor:
        editor.create_model(FloorAnswer)
    FloorAnswer.objects.create(answers=[3] * ITEMS)


if __name__ == "__main__":
    make_table()
