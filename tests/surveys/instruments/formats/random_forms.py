"""Random forms as a file describes them, of everything that a form of ours may say."""

from hypothesis import strategies as st

# Words as they are stored: no doubled blanks, none at the ends, nothing that cannot be printed.
LETTERS = st.characters(categories=["L", "N", "P", "S"])
WORD = st.text(LETTERS, min_size=1, max_size=8)


def words(longest):
    return st.lists(WORD, min_size=1, max_size=longest).map(" ".join)


TEXT = words(6).map(lambda said: said[:70].strip())
# What a reader of HTML or of a spreadsheet could take for something else.
SLY = st.sampled_from(["=1+1", "<b>bold</b> & more", "&amp;", "@SUM(A1)", "a <b", "1", "-1", "Sí"])
SAID = TEXT | SLY
CODES = ["Q1", "Q2", "A", "IMT11", "Item12b", "Z9"]
LIST_NAMES = ["A4", "YN", "F5", "Own-List", "role", "x_1"]


@st.composite
def lists_of_answers(draw, code, is_translated):
    size = draw(st.integers(2, 6))
    labels = draw(st.lists(SAID, min_size=size, max_size=size, unique=True))
    scale = {
        "code": code,
        "name": draw(SAID),
        "labels": labels,
        "favorable": draw(st.lists(st.integers(1, size), unique=True).map(sorted)),
        "any_favorable": [],
        "neutral": draw(st.none() | st.integers(1, size)),
        "translations": {},
    }
    if is_translated:
        scale["translations"] = {
            "es": {"labels": [f"{n} {label}" for n, label in enumerate(labels)]}
        }
    return scale


@st.composite
def items(draw, code, scales, earlier, languages):
    kind = draw(st.sampled_from(["choice", "several", "number", "short", "text"]))
    item = {"code": code, "wording": draw(SAID)}
    if kind != "choice":
        item["kind"] = kind
    if kind in ("choice", "several"):
        item["scale"] = draw(st.sampled_from(sorted(scales)))
        if draw(st.booleans()):
            item["has_does_not_apply"] = True
    for name in ("is_required", "is_reversed", "is_fact"):
        if draw(st.booleans()):
            item[name] = True
    if draw(st.booleans()):
        item["help_text"] = draw(SAID)
    if draw(st.booleans()):
        item["construct"] = draw(WORD)
    if kind == "number":
        low, high = sorted(draw(st.tuples(st.integers(-999, 999), st.integers(-999, 999))))
        item |= draw(st.sampled_from([{}, {"lowest": low}, {"lowest": low, "highest": high}]))
    if kind == "several":
        item |= draw(st.sampled_from([{}, {"highest": 2}, {"lowest": 1}]))
    if earlier and draw(st.booleans()):
        named = draw(st.sampled_from(earlier))
        chosen = draw(st.sets(st.integers(1, named[1]), min_size=1))
        item["show_if"] = [{"item": named[0], "is": sorted(chosen)}]
    if "es" in languages:
        own = {"wording": draw(SAID)}
        if "help_text" in item:
            own["help_text"] = draw(SAID)
        item["translations"] = {"es": own}
    return item


@st.composite
def forms(draw):
    languages = draw(st.sampled_from([["en"], ["en", "es"]]))
    names = draw(st.lists(st.sampled_from(LIST_NAMES), min_size=1, max_size=3, unique=True))
    scales = {name: draw(lists_of_answers(name, "es" in languages)) for name in names}
    roles = draw(st.lists(WORD, max_size=3, unique=True))
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    earlier = [("role", len(roles))] if roles else []
    sections = []
    for number, code in enumerate(codes):
        if not sections or draw(st.booleans()):
            section = {"title": f"{draw(TEXT)} {number}", "intro": draw(st.just("") | SAID)}
            if draw(st.booleans()):
                section["is_matrix"] = True
            if "es" in languages:
                own = {"title": draw(SAID), "intro": draw(SAID) if section["intro"] else ""}
                section["translations"] = {"es": {k: v for k, v in own.items() if v}}
            sections.append({**section, "items": []})
        item = draw(items(code, scales, earlier, languages))
        if "scale" in item:
            options = len(scales[item["scale"]]["labels"]) + item.get("has_does_not_apply", False)
            earlier = [*earlier, (code, options)]
        sections[-1]["items"].append(item)
    used = {item.get("scale") for section in sections for item in section["items"]}
    said = {"es": {"name": draw(SAID), "roles": [f"{n} {r}" for n, r in enumerate(roles)]}}
    return {
        "code": "Random",
        "name": draw(SAID),
        "audience": draw(TEXT)[:60],
        "source": draw(st.just("") | SAID),
        "scales": [scales[name] for name in sorted(scales) if name in used],
        "version": {
            "number": 1,
            "minutes": draw(st.integers(1, 60)),
            "languages": languages,
            "roles": roles,
            "framework": "",
            "translations": said if "es" in languages else {},
            "sections": sections,
        },
    }
