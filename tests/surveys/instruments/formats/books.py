"""Small workbooks of the shapes that other tools write."""

import io

import xlsxwriter


def book_of(**sheets):
    """An XLSX of sheets, each a list of rows."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    sheet.write(number, at, cell)
    return content.getvalue()


def items_of(understood):
    """Every question of a form, by its code."""
    sections = understood.form["version"]["sections"]
    return {item["code"]: item for section in sections for item in section["items"]}


def told(understood, outcome=None):
    """The report as lines of text."""
    return [
        f"{line.where}: {line.what}: {line.words}"
        for line in understood.report
        if outcome is None or line.outcome == outcome
    ]
