"""Small LimeSurvey files, in the shape of the current version."""

from xml.sax.saxutils import escape

HEAD = "<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>641</DBVersion>"


def file_of(languages=("en",), **tables):
    """An .lss with rows by table."""
    said = "".join(f"<language>{one}</language>" for one in languages)
    parts = "".join(
        f"<{name}><rows>{''.join(map(_row, rows))}</rows></{name}>" for name, rows in tables.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><document>{HEAD}'
        f"<languages>{said}</languages>{parts}</document>"
    ).encode()


def question(qid, title, type_="T", gid="1", parent="0", **others):
    """A row of questions or subquestions."""
    return {
        "qid": qid,
        "parent_qid": parent,
        "gid": gid,
        "type": type_,
        "title": title,
        "question_order": qid,
        "scale_id": "0",
        "relevance": "1",
        **others,
    }


def worded(qid, text, language="en", **others):
    """A row of words of a question."""
    return {"qid": qid, "question": text, "language": language, **others}


GROUPS = {
    "groups": [{"gid": "1", "group_order": "1"}],
    "group_l10ns": [{"gid": "1", "group_name": "Tools", "description": "", "language": "en"}],
    "surveys": [{"sid": "7", "language": "en"}],
    "surveys_languagesettings": [
        {"surveyls_language": "en", "surveyls_title": "Tools at work"},
    ],
}


def _row(row):
    cells = "".join(f"<{name}>{escape(said)}</{name}>" for name, said in row.items())
    return f"<row>{cells}</row>"
