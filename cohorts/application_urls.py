"""Addresses of applicants."""

from django.urls import path

from cohorts.views import application, applying, consent, enclosure, writers, writing

urlpatterns = [
    path("offerings/<int:pk>/questions/", applying.questions, name="questions"),
    path("offerings/<int:pk>/apply/", applying.apply, name="apply"),
    path("applications/mine/", application.mine, name="my-applications"),
    path("applications/<int:pk>/", application.detail, name="application"),
    path("applications/<int:pk>/parts/<slug:code>/", writing.part, name="application-part"),
    path("applications/<int:pk>/writers/", writers.writers, name="application-writers"),
    path("applications/<int:pk>/check/", application.check, name="application-check"),
    path("applications/<int:pk>/withdraw/", application.withdraw, name="application-withdraw"),
    path(
        "applications/<int:pk>/bring-back/", application.bring_back, name="application-bring-back"
    ),
    path("proposed/<int:pk>/", enclosure.proposed_change, name="proposed-change"),
    path("proposed/<int:pk>/remove/", enclosure.proposed_remove, name="proposed-remove"),
    path("application-documents/<int:pk>/", enclosure.document, name="application-document"),
    path(
        "application-documents/<int:pk>/remove/",
        enclosure.document_remove,
        name="application-document-remove",
    ),
    path("consents/<int:pk>/again/", consent.again, name="consent-again"),
    path("consents/<int:pk>/take-back/", consent.take_back, name="consent-take-back"),
    path("consent/<str:token>/", consent.answer, name="consent"),
    path("application-invitations/<int:pk>/resend/", writers.resend, name="writer-resend"),
    path("application-invitations/<int:pk>/revoke/", writers.revoke, name="writer-revoke"),
    path("write-together/<str:token>/", writers.join, name="write-together"),
]
