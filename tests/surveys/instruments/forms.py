"""Small forms, written as they look: `{"Practice": ["Q1", "Q2:text"]}` is a section with two."""

from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale, Section

LABELS = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]


def four_steps():
    return Scale.objects.get_or_create(
        code="A4",
        defaults={"name": "Agreement, four steps", "labels": LABELS, "favorable": [3, 4]},
    )[0]


def form(sections, code="PLT", number=1, **facts):
    """A version that can be edited; an item is a choice of four steps unless a kind follows it."""
    instrument, _ = Instrument.objects.get_or_create(
        code=code, defaults={"name": f"Form {code}", "audience": "teachers"}
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=number, minutes=5, **facts
    )
    for place, (title, items) in enumerate(sections.items(), start=1):
        section = Section.objects.create(version=version, position=place, title=title)
        for position, described in enumerate(items, start=1):
            item_code, _, kind = described.partition(":")
            Item.objects.create(
                section=section,
                code=item_code,
                position=position,
                wording=f"Wording of {item_code}.",
                kind=kind or "choice",
                scale=four_steps() if kind in ("", "choice", "several") else None,
            )
    return version


def item_of(version, code):
    return Item.objects.get(section__version=version, code=code)


def section_of(version, title):
    return version.sections.get(title=title)


def order_of(version):
    """Sections with the codes of what is asked in them, as `form` takes them."""
    return {
        section.title: [i.code for i in section.items.filter(removed_at=None).order_by("position")]
        for section in version.sections.order_by("position")
    }


def copy_of(old):
    """The next version, as the same by hand."""
    new = InstrumentVersion.objects.create(
        instrument=old.instrument, number=old.number + 1, minutes=old.minutes, roles=old.roles
    )
    for section in old.sections.all():
        items = list(section.items.all())
        section.pk, section.version = None, new
        section.save()
        for item in items:
            item.pk, item.section, item.slot = None, section, None
            item.save()
    return new
