"""The draft that a reader fills: one place for codes, lists, conditions, limits and what is told.

Readers know their file; this knows what a form of ours may say. Whatever a reader hands over comes
out either in the form or in the report, and what was bent to fit is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from surveys.instruments.formats.asked import Asked, When, bounds_of, conditions_of
from surveys.instruments.formats.codes import Codes
from surveys.instruments.formats.lists import Choice, ListMaker, Offered
from surveys.instruments.formats.report import Report, Understood, Unreadable
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH, ROLE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from surveys.instruments.formats.asked import Words
    from surveys.instruments.formats.lists import AnswerList

Kind = Item.Kind
OTHER = {"en": "Other", "es": "Otro"}
WHICH = {"en": "Which other?", "es": "¿Cuál otro?"}
PIPED = "it names other answers, which we cannot fill in: word it anew"
LONGEST = {"wording": 1000, "help_text": 1000, "intro": 1000, "title": 80, "name": 120}
MOST_QUESTIONS = 1000


@dataclass
class Draft:
    """A form being understood."""

    format: str
    piped: re.Pattern[str] | None = None  # how words of this format name other answers
    report: Report = field(default_factory=Report)
    languages: list[str] = field(default_factory=lambda: [ENGLISH])
    roles: list[str] = field(default_factory=list)
    role_translations: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.codes = Codes()
        self.lists = ListMaker(self.report)
        self.sections: list[dict[str, Any]] = []
        self.offered: dict[str, Offered] = {}
        self._wanted: dict[str, Any] | None = None
        self._wanted_where = ""
        self._notes: list[tuple[str, str, Words]] = []

    # Sections

    def begin_section(
        self, where: str, title: Words, intro: Words | None = None, *, is_matrix: bool = False
    ) -> list[str]:
        """The next question stands on a page of its own. Returns what is different about it."""
        self._drop_notes()
        self._drop_page()
        told: list[str] = []
        section: dict[str, Any] = {"title": "", "intro": "", "items": [], "translations": {}}
        self._say(section, "title", title, told)
        self._say(section, "intro", intro or {}, told)
        if is_matrix:
            section["is_matrix"] = True
        self._wanted, self._wanted_where = section, where
        return told

    def note(self, where: str, what: str, words: Words) -> None:
        """Words between questions: they introduce the page, or help with the next question."""
        self._notes.append((where, what, words))

    # Questions

    def ask(self, asked: Asked) -> str | None:
        """Put the question into the form and tell it; the code it got, or None if it cannot be."""
        told = list(asked.told)
        item: dict[str, Any] = {
            "code": self.codes.of(asked.name),
            "wording": "",
            "translations": {},
        }
        self._say(item, "wording", asked.wording, told)
        if not item["wording"]:
            item["wording"] = asked.name or item["code"]
            told.append("it has no words, so its name stands there")
        offered = Offered({}, "", False)
        if asked.answers is not None:
            made = self.lists.make(asked.answers, self.languages)
            if made is None:
                words = f"Its list of answers “{asked.answers.name}” is not in the file."
                self.report.left_out(asked.where, asked.what, words)
                self.codes.free(item["code"])
                return None
            offered = made
            item["scale"] = offered.code
            if offered.has_does_not_apply:
                item["has_does_not_apply"] = True
        self._use_notes(asked)
        self._say(item, "help_text", asked.help_text, told)
        if asked.kind != Kind.CHOICE:
            item["kind"] = str(asked.kind)
        if asked.is_required:
            item["is_required"] = True
        item |= bounds_of(asked, len(offered.numbers), told)
        if conditions := conditions_of(asked, self.offered, told):
            item["show_if"] = conditions
        self._place(item)
        if asked.name:
            self.offered[asked.name] = Offered(offered.numbers, item["code"], False)
        self._tell(asked, item, told)
        return str(item["code"])

    def ask_with_other(self, asked: Asked, name: str = "other") -> str | None:
        """A question with one more answer, and a second one for whoever chooses it."""
        if asked.answers is not None and asked.answers.choices:
            choices = [*asked.answers.choices, Choice(name, OTHER)]
            its = f"{asked.answers.name} with other"
            asked.answers = replace(asked.answers, name=its, choices=choices)
        code = self.ask(asked)
        if code is not None:
            which = Asked(asked.where, "or other", f"{asked.name}_other", dict(WHICH), Kind.SHORT)
            which.when = [When(asked.name, frozenset({name}))]
            which.told.append(f"asked of whoever answers {code} by “{OTHER[ENGLISH]}”")
            self.ask(which)
        return code

    def ask_role(self, where: str, what: str, answers: AnswerList) -> bool:
        """The role groups of the form, from a question that asks for the role."""
        made = self.lists.make(answers, self.languages)
        if made is None or made.has_does_not_apply:
            return False
        scale = self.lists.scales[made.code]
        if any(len(label) > 60 for label in scale["labels"]):
            return False
        self.roles = list(scale["labels"])
        for language, said in scale["translations"].items():
            self.role_translations[language] = list(said["labels"])
        self.offered[ROLE] = Offered(made.numbers, ROLE, False)
        self.lists.forget(made.code)
        self.report.taken(where, what, f"The role groups of the form: {', '.join(self.roles)}.")
        return True

    # The end

    def finish(
        self, *, code: str, name: Words, source: str, audience: str = "", minutes: int = 0
    ) -> Understood:
        """The form. Raises Unreadable when nothing of the file can be asked."""
        self._drop_notes()
        self._drop_page()
        items = [item for section in self.sections for item in section["items"]]
        if not items:
            raise Unreadable("The file holds no question that we can ask.")
        facts: dict[str, Any] = {"name": "", "translations": {}}
        told: list[str] = []
        self._say(facts, "name", name, told)
        for words in told:
            self.report.changed("Form", "name", f"{words[0].upper()}{words[1:]}.")
        translations: dict[str, dict[str, Any]] = facts["translations"]
        for language, roles in self.role_translations.items():
            translations.setdefault(language, {})["roles"] = roles
        version = {
            "number": 1,
            "minutes": minutes or max(1, round(len(items) * 10 / 60)),
            "languages": list(self.languages),
            "roles": self.roles,
            "framework": "",
            "translations": translations,
            "sections": self.sections,
        }
        form = {
            "code": Codes().of(code or facts["name"] or "Form"),
            "name": facts["name"] or code or "Form without a name",
            "audience": audience[:60],
            "source": source,
            "scales": list(self.lists.scales.values()),
            "version": version,
        }
        return Understood(self.format, form, tuple(self.report.lines))

    # How it is done

    def _say(
        self, row: dict[str, Any], name: str, words: Mapping[str, str], told: list[str]
    ) -> None:
        """Write words into a field and its translations, plain and not too long."""
        for language, raw in words.items():
            said = plain(raw)
            text = said.text
            if self.piped is not None and self.piped.search(text) and PIPED not in told:
                told.append(PIPED)
            told += [one for one in said.told if one not in told]
            if len(text) > LONGEST[name]:
                in_full = in_short(text, 2000)
                told.append(
                    f"its {name.replace('_', ' ')} is cut to {LONGEST[name]} characters; "
                    f"in full: “{in_full}”"
                )
                text = text[: LONGEST[name] - 1].rstrip() + "…"
            if language == ENGLISH:
                row[name] = text
            elif text and language in self.languages:
                row["translations"].setdefault(language, {})[name] = text

    def _place(self, item: dict[str, Any]) -> None:
        if sum(len(section["items"]) for section in self.sections) >= MOST_QUESTIONS:
            raise Unreadable(f"The form has more than {MOST_QUESTIONS:,} questions. Split it.")
        if self._wanted is None and not self.sections:
            self._wanted = {"title": "", "intro": "", "items": [], "translations": {}}
        if self._wanted is not None:
            self._wanted["title"] = self._wanted["title"] or f"Part {len(self.sections) + 1}"
            self.sections.append(self._wanted)
            self._wanted = None
        self.sections[-1]["items"].append(item)

    def _use_notes(self, asked: Asked) -> None:
        """What stood before this question: an introduction, if it is the first of its page."""
        section = self._wanted
        if section is None and not self.sections:
            section = self._wanted = {"title": "", "intro": "", "items": [], "translations": {}}
        for where, what, words in self._notes:
            told: list[str] = []
            if section is not None:
                added = {
                    language: "\n\n".join(filter(None, [self._intro(section, language), text]))
                    for language, text in words.items()
                }
                self._say(section, "intro", added, told)
                became = "It introduces the page"
            else:
                for language, text in words.items():
                    before = [text, asked.help_text.get(language, "")]
                    asked.help_text[language] = "\n\n".join(filter(None, before))
                became = "It stands as help under the question that follows"
            self.report.changed(where, what, "; ".join([became, *told]) + ".")
        self._notes = []

    def _intro(self, section: Mapping[str, Any], language: str) -> str:
        if language == ENGLISH:
            return str(section["intro"])
        return str(section["translations"].get(language, {}).get("intro", ""))

    def _drop_page(self) -> None:
        """A page that was begun and on which no question stands."""
        page, self._wanted = self._wanted, None
        if page is None:
            return
        words = [page["title"], page["intro"]]
        for said in page["translations"].values():
            words += said.values()
        if told := in_short(" | ".join(filter(None, words)), 2000):
            self.report.left_out(
                self._wanted_where, "page", f"No question stands on it by itself: {told}"
            )

    def _drop_notes(self) -> None:
        for where, what, words in self._notes:
            said = in_short(plain(next(iter(words.values()), "")).text, 200)
            why = "No question follows that it could introduce"
            self.report.left_out(where, what, f"{why}: “{said}”")
        self._notes = []

    def _tell(self, asked: Asked, item: Mapping[str, Any], told: Iterable[str]) -> None:
        became = f"{item['code']}, {Kind(asked.kind).label.lower()}"
        if "show_if" in item:
            named = " and ".join(one["item"] for one in item["show_if"])
            became += f", asked depending on {named}"
        if changes := list(told):
            self.report.changed(asked.where, asked.what, f"{became}; {'; '.join(changes)}.")
        else:
            self.report.taken(asked.where, asked.what, f"{became}.")
