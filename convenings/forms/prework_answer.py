"""The form in which a team or a person answers: fields made from the parts of the pre-work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from convenings.models import PreWorkComment, PreWorkPart
from convenings.rules.prework import Given, Lack, OwnIdea
from convenings.services.prework_answers import mark_of_given
from core.shortcuts import id_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.forms.boundfield import BoundWidget

    from convenings.models import PartOption

OWN_IDEAS = 3
LONGEST_HOW = 2000
TALL, SMALL = {"rows": 5}, {"rows": 3}


@dataclass(frozen=True)
class OptionFields:
    """One option as it stands in the form."""

    option: PartOption
    box: BoundWidget
    how: forms.BoundField | None


@dataclass(frozen=True)
class PartFields:
    """One part as it stands in the form; what it does not ask for is None or empty."""

    part: PreWorkPart
    mark: forms.BoundField
    seen: forms.BoundField | None
    text: forms.BoundField | None
    picks: forms.BoundField | None
    options: list[OptionFields]
    own: list[tuple[forms.BoundField, forms.BoundField]]

    @property
    def resources(self) -> Iterable[PartOption]:
        """Options that are only shown, not ticked."""
        return [] if self.picks else self.part.options.all()


class AnswerForm(forms.Form):
    """Everything may be left open: what is missing is said only when somebody says it is done."""

    says_what_is_optional = True

    def __init__(
        self,
        *args: Any,
        parts: Sequence[PreWorkPart],
        given: Mapping[int, Given],
        **kwargs: Any,
    ) -> None:
        self.asked = parts
        super().__init__(*args, **kwargs)
        for part in parts:
            self._add_part(part, given.get(part.pk, Given()))

    def parts(self) -> Iterator[PartFields]:
        """The parts in order, with their fields."""
        for part in self.asked:
            picks = self._at(part, "picks")
            options = list(part.options.all()) if picks else []
            boxes = picks.subwidgets if picks else []
            yield PartFields(
                part=part,
                mark=self[_name(part, "mark")],
                seen=self._at(part, "seen"),
                text=self._at(part, "text"),
                picks=picks,
                options=[
                    OptionFields(option, box, self._at(part, f"how{option.pk}"))
                    for option, box in zip(options, boxes, strict=True)
                ],
                own=[
                    (self[_name(part, f"own_title{n}")], self[_name(part, f"own_how{n}")])
                    for n in range(OWN_IDEAS)
                    if _name(part, f"own_title{n}") in self.fields
                ],
            )

    def answers(self) -> dict[int, Given]:
        """What was typed, by part."""
        return {part.pk: self._given(part) for part in self.asked}

    def marks(self) -> dict[int, str]:
        """The mark of each part as it was when the page was made."""
        return {part.pk: self.cleaned_data[_name(part, "mark")] for part in self.asked}

    def kept_over(self) -> frozenset[int]:
        """The parts whose typed words shall stand, whatever is stored."""
        typed = (id_in(one) for one in self.data.getlist("over"))  # type: ignore[attr-defined]  # a QueryDict
        return frozenset(one for one in typed if one is not None)

    def tell(self, lacks: Mapping[int, Iterable[Lack]]) -> None:
        """Put what is missing at the fields."""
        for pk, found in lacks.items():
            for lack in found:
                suffix = lack.which if lack.what in {"how", "own_title", "own_how"} else ""
                self.add_error(f"p{pk}_{lack.what}{suffix}", lack.words)

    def _add_part(self, part: PreWorkPart, given: Given) -> None:
        def put(what: str, field: forms.Field, initial: Any) -> None:
            field.required, field.initial = False, initial
            self.fields[_name(part, what)] = field

        put("mark", forms.CharField(widget=forms.HiddenInput, max_length=16), mark_of_given(given))
        options = list(part.options.all())
        if part.kind == PreWorkPart.Kind.REFLECT:
            put("text", _words(part.title, 4000, TALL), given.text)
        elif part.kind == PreWorkPart.Kind.CHOOSE or (
            part.kind == PreWorkPart.Kind.READ and options
        ):
            choices = [(option.pk, option.title) for option in options]
            put("picks", _boxes(part, choices), list(given.picks))
        else:
            put("seen", forms.BooleanField(label=_done_words(part)), given.is_seen)
        if part.kind == PreWorkPart.Kind.CHOOSE and part.asks_how:
            for option in options:
                label = f"How could your team use it: {option.title}"
                put(f"how{option.pk}", _words(label, LONGEST_HOW, SMALL), given.how.get(option.pk))
        if part.kind == PreWorkPart.Kind.CHOOSE and part.takes_own:
            ideas = [*given.own, *[OwnIdea("")] * OWN_IDEAS][:OWN_IDEAS]
            for number, idea in enumerate(ideas):
                title = forms.CharField(label=f"Own idea {number + 1}", max_length=120)
                title.widget.attrs["placeholder"] = " "  # lets the page ask how once it has a name
                put(f"own_title{number}", title, idea.title)
                how = _words(f"How could your team use own idea {number + 1}", LONGEST_HOW, SMALL)
                put(f"own_how{number}", how, idea.how)

    def _given(self, part: PreWorkPart) -> Given:
        def typed(what: str) -> Any:
            return self.cleaned_data.get(_name(part, what)) or ""

        options = [option.pk for option in part.options.all()]
        ideas = [
            OwnIdea(typed(f"own_title{n}"), _plain(typed(f"own_how{n}"))) for n in range(OWN_IDEAS)
        ]
        how = {option: _plain(typed(f"how{option}")) for option in options}
        return Given(
            is_seen=bool(typed("seen")),
            text=_plain(typed("text")),
            picks=tuple(sorted(typed("picks") or [])),
            how={option: words for option, words in how.items() if words},
            own=tuple(idea for idea in ideas if idea.title or idea.how),
        )

    def _at(self, part: PreWorkPart, what: str) -> forms.BoundField | None:
        name = _name(part, what)
        return self[name] if name in self.fields else None


class PreWorkCommentForm(forms.ModelForm[PreWorkComment]):
    """What somebody says about a team's answers."""

    class Meta:
        model = PreWorkComment
        fields = ("text",)
        labels = {"text": "Your comment"}
        widgets = {"text": forms.Textarea(attrs=TALL)}
        help_texts = {"text": "The team and the specialists who work with it read it."}


def _name(part: PreWorkPart, what: str) -> str:
    return f"p{part.pk}_{what}"


def _words(label: str, longest: int, rows: dict[str, int]) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs=rows))


def _boxes(part: PreWorkPart, choices: list[tuple[int, str]]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=part.title, choices=choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )


def _done_words(part: PreWorkPart) -> str:
    return "We have watched it" if part.kind == PreWorkPart.Kind.WATCH else "We have read it"


def _plain(text: str) -> str:
    """Browsers send line ends of another kind than they were given."""
    return text.replace("\r\n", "\n")
