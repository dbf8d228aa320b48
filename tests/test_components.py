"""Every attribute given to a component must be declared by it, read from the files as text."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "templates"
COMPONENTS = {path.stem: path for path in sorted((TEMPLATES / "cotton").glob("*.html"))}

QUOTED = r"""(?:"[^"]*"|'[^']*')"""
TAG = re.compile(rf"<c-(?!slot|vars)([a-z0-9-]+)((?:\s+[^\s=>/]+(?:={QUOTED})?)*)\s*/?>", re.DOTALL)
ANY_TAG = re.compile(r"<c-(?!slot|vars)([a-z0-9-]+)")
SLOT = re.compile(r'<c-slot name="([a-z_]+)"')
ATTRIBUTE = re.compile(rf"([^\s=]+)(?:={QUOTED})?")
# What any element may carry is passed on by {{ attrs }}.
OF_HTML = re.compile(
    r"^(id|class|role|lang|title|name|value|form|formnovalidate|formaction|method|action|rel)$|^(aria|data|hx)-"
)


def declared(name):
    line = COMPONENTS[name].read_text().split("\n", 1)[0]
    assert line.startswith("<c-vars"), f"{COMPONENTS[name].name} must begin with <c-vars … />"
    body = line.removeprefix("<c-vars").removesuffix("/>")
    return {match[1].lstrip(":") for match in ATTRIBUTE.finditer(body)}


def uses():
    for path in sorted(TEMPLATES.rglob("*.html")):
        for match in TAG.finditer(path.read_text()):
            yield path, match[1].replace("-", "_"), match[2]


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_begins_with_its_attributes(name):
    assert declared(name) is not None


def test_every_component_in_use_exists_and_declares_what_it_is_given():
    faults = []
    for path, name, body in uses():
        if name not in COMPONENTS:
            faults.append(f"{path.name}: there is no <c-{name}>")
            continue
        given = {match[1].lstrip(":") for match in ATTRIBUTE.finditer(body)}
        strange = {a for a in given - declared(name) if not OF_HTML.match(a)}
        faults += [f"{path.name}: <c-{name}> does not know {a!r}" for a in sorted(strange)]
    assert not faults, "\n".join(faults)


def test_the_reader_of_tags_misses_none():
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text()
        assert len(TAG.findall(text)) == len(ANY_TAG.findall(text)), path.name


def test_every_slot_is_declared_by_some_component():
    known = set().union(*(declared(name) for name in COMPONENTS))
    for path in sorted(TEMPLATES.rglob("*.html")):
        strange = set(SLOT.findall(path.read_text())) - known
        assert not strange, f"{path.name}: {strange}"


# A mail loads no stylesheet; its head holds the few lines it has, and no page is drawn from it.
A_MAIL = "messaging/letter.html"


def test_no_template_holds_inline_style_or_script():
    for path in sorted(TEMPLATES.rglob("*.html")):
        if path.relative_to(TEMPLATES).as_posix() == A_MAIL:
            continue
        text = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", text), path.name
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or 'type="application/json"' in script, path.name


def test_the_style_guide_shows_every_component():
    shown = (TEMPLATES / "plnetwork/styleguide.html").read_text()
    for path in COMPONENTS.values():
        shown += path.read_text()
    missing = [n for n in COMPONENTS if f"<c-{n.replace('_', '-')}" not in shown]
    assert not missing
