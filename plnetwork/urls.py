"""Addresses: one include per app, and the pages of the assembled site."""

from django.urls import include, path

from plnetwork import health, styleguide
from plnetwork.views import demo, home, public, search

urlpatterns = [
    # First, because patterns are tried in turn, and nothing is asked as often as a survey's link.
    path("", include("surveys.urls")),
    path("", public.landing, name="landing"),
    path("home/", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
    path("help/", public.help_page, name="help"),
    path("healthz", health.healthz, name="healthz"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("demo/sign-in/", demo.sign_in_list, name="demo-sign-in"),
    path("demo/mailbox/", demo.letters, name="demo-mailbox"),
    path("demo/mailbox/<str:name>/", demo.letter, name="demo-mail"),
    path("accounts/password/<path:rest>", public.no_passwords),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("network.urls")),
    path("", include("cohorts.urls")),
    path("", include("library.urls")),
    path("", include("convenings.urls")),
    path("", include("improvement.urls")),
    path("", include("messaging.urls")),
    path("", include("reports.urls")),
]
