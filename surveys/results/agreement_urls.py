"""Addresses of agreements and of the rows under them; part of those of surveys."""

from django.urls import path

from surveys.results.views import agreements, extracts

OF_A_SURVEY = "agreements/<int:pk>/surveys/<int:administration_pk>/"

urlpatterns = [
    path("agreements/", agreements.agreement_list, name="agreements"),
    path("agreements/new/", agreements.agreement_new, name="agreement-new"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/change/", agreements.agreement_change, name="agreement-change"),
    path("agreements/<int:pk>/sign/", agreements.agreement_sign, name="agreement-sign"),
    path("agreements/<int:pk>/signed-copy/", agreements.signed_copy, name="agreement-copy"),
    path("agreements/<int:pk>/end/", agreements.agreement_end, name="agreement-end"),
    path("agreements/<int:pk>/resume/", agreements.agreement_resume, name="agreement-resume"),
    path(OF_A_SURVEY, extracts.extract, name="extract"),
    path(f"{OF_A_SURVEY}take/", extracts.extract_take, name="extract-take"),
    path(f"{OF_A_SURVEY}codebook.csv", extracts.codebook_csv, name="extract-codebook"),
    path(f"{OF_A_SURVEY}words.csv", extracts.words_csv, name="extract-words"),
]
