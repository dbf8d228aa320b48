"""Reading the forms that we ship."""

from surveys.instruments.models import InstrumentVersion, Item

# Number of questions of the newest version, without the role.
NEWEST = {
    "CVF": 16,
    "IMT": 44,
    "IML": 44,
    "IMLA": 12,
    "IMLB": 13,
    "STF": 10,
    "DCS": 39,
    "DCL": 40,
    "ECS": 24,
    "EXM": 15,
    "ANS": 22,
}
LEARNERS = ["IMLA", "IMLB", "DCL"]


def newest(code):
    return InstrumentVersion.objects.filter(instrument__code=code).latest("number")


def codes(version, **fields):
    items = Item.objects.filter(section__version=version, **fields)
    return list(items.order_by("section__position", "position").values_list("code", flat=True))


def words(form):
    """Every word a respondent reads, by where it stands."""
    found = {"name": form.name} | {("role", n): role for n, role in enumerate(form.roles)}
    for place, page in enumerate(form.pages):
        found |= {("title", place): page.title, ("intro", place): page.intro}
    for question in form:
        found |= {question.code: question.wording, ("help", question.code): question.help_text}
        found |= {(question.code, option.code): option.label for option in question.options}
    return {place: text for place, text in found.items() if text}
