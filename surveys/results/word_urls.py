"""Addresses of people's own words: reading, coding, quotes, published comments."""

from django.urls import path

from surveys.results.views import coding, comments, quotes, words

ONE = "surveys/<int:pk>/words/<uuid:answer_pk>/"

urlpatterns = [
    path("surveys/<int:pk>/words/", words.reading_list, name="words"),
    path("surveys/<int:pk>/words/publish/", comments.publish, name="comments-publish"),
    path("surveys/<int:pk>/words/coders/", coding.agreement, name="coders"),
    path("surveys/<int:pk>/words/coders.csv", coding.agreement_csv, name="coders-csv"),
    path(ONE, words.one, name="words-one"),
    path(f"{ONE}verdict/", words.verdict, name="words-verdict"),
    path(f"{ONE}clean/", words.clean, name="words-clean"),
    path(f"{ONE}code/", coding.code, name="words-code"),
    path(f"{ONE}quote/", quotes.choose, name="quote-new"),
    path("surveys/<int:pk>/results/<int:unit_pk>/comments/", comments.of_unit, name="comments"),
    path(
        "surveys/<int:pk>/comments/<int:comment_pk>/take-down/",
        comments.take_down,
        name="comment-take-down",
    ),
    path("quotes/", quotes.bank, name="quotes"),
    path("quotes/quotes.csv", quotes.bank_csv, name="quotes-csv"),
    path("quotes/<int:pk>/take-back/", quotes.take_back, name="quote-take-back"),
    path("quotes/<int:pk>/restore/", quotes.restore, name="quote-restore"),
    path("codebooks/<int:pk>/", coding.codebook, name="codebook"),
    path("codebooks/tags/<int:pk>/", coding.tag, name="tag"),
    path("codebooks/tags/<int:pk>/remove/", coding.remove_tag, name="tag-remove"),
    path("codebooks/tags/<int:pk>/restore/", coding.restore_tag, name="tag-restore"),
]
