from network.models import Component, FrameworkVersion, Indicator
from network.services.frameworks import load_frameworks


def test_revised_version_is_current_and_has_twenty_indicators(db):
    load_frameworks()

    current = FrameworkVersion.objects.get(framework__code="ohio-pl", is_current=True)
    per_component = [
        (part.code, part.name, part.indicators.count()) for part in current.components.all()
    ]
    assert current.code == "revised"
    assert per_component == [
        ("1", "Learner Driven", 3),
        ("2", "Flexible Learning Environment", 4),
        ("3", "Authentic Learning", 4),
        ("4", "Optimal Path and Pace", 4),
        ("5", "Evidence of Learning and Feedback", 5),
    ]
    assert not Indicator.objects.filter(component__version=current, label="").exists()


def test_draft_has_twenty_five_indicators_and_no_invented_word(db):
    load_frameworks()

    draft = Component.objects.filter(version__code="draft")
    indicators = Indicator.objects.filter(component__in=draft)
    assert set(draft.values_list("name", "official_text")) == {("", "")}
    assert set(indicators.values_list("label", "official_text")) == {("", "")}
    assert sorted(indicators.values_list("code", flat=True)) == [
        f"{part}.{number}" for part in range(1, 6) for number in range(1, 6)
    ]


def test_no_official_text_is_shipped(db):
    load_frameworks()

    assert not Indicator.objects.exclude(official_text="").exists()
    assert not Component.objects.exclude(official_text="").exists()


def test_loading_again_keeps_what_the_operator_typed(db):
    load_frameworks()
    Indicator.objects.filter(code="4.3").update(label="Our own label", official_text="Published")
    FrameworkVersion.objects.update(is_current=False)
    FrameworkVersion.objects.filter(code="draft").update(is_current=True, name="2021 draft")

    load_frameworks()

    assert set(Indicator.objects.filter(code="4.3").values_list("label", "official_text")) == {
        ("Our own label", "Published")
    }
    assert FrameworkVersion.objects.get(is_current=True).name == "2021 draft"
    assert Indicator.objects.count() == 45
