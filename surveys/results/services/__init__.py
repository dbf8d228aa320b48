"""What changes results: releases and what leads to them."""

from surveys.results.services.coding import (
    TagTaken,
    add_tag,
    code_answer,
    edit_tag,
    remove_tag,
    restore_tag,
)
from surveys.results.services.comments import CannotPublish, publish_comments, take_down_comment
from surveys.results.services.correcting import (
    correct_release,
    hold_correction,
    request_correction,
)
from surveys.results.services.gathering import tree_of, unit_id
from surveys.results.services.interim import release_interim, why_no_interim
from surveys.results.services.previewing import preview_release
from surveys.results.services.quotes import (
    CannotQuote,
    choose_quote,
    restore_quote,
    take_back_quote,
)
from surveys.results.services.releasing import (
    AnswersWaiting,
    AuditStoppedRelease,
    NotClosed,
    refuse_findings,
    refuse_release,
    release_administration,
)
from surveys.results.services.words import judge_words, set_words_apart, take_out_names

__all__ = [
    "AnswersWaiting",
    "AuditStoppedRelease",
    "CannotPublish",
    "CannotQuote",
    "NotClosed",
    "TagTaken",
    "add_tag",
    "choose_quote",
    "code_answer",
    "correct_release",
    "edit_tag",
    "hold_correction",
    "judge_words",
    "preview_release",
    "publish_comments",
    "refuse_findings",
    "refuse_release",
    "release_administration",
    "release_interim",
    "remove_tag",
    "request_correction",
    "restore_quote",
    "restore_tag",
    "set_words_apart",
    "take_back_quote",
    "take_down_comment",
    "take_out_names",
    "tree_of",
    "unit_id",
    "why_no_interim",
]
