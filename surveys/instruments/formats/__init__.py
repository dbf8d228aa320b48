"""Instruments in the formats of other tools, in and out.

Readers turn a file's bytes into an `Understood`: a form as `services.load_form` takes it, with its
own lists of answers under `scales`, and a report with a line for each thing the file holds. They
know no database. `services.import_instrument` makes a draft of one.

    reading.py       chooses the reader by what the file is and refuses what is too large
    xlsform_in.py    XLSForm workbooks (.xlsx, .xls)
    limesurvey.py    LimeSurvey surveys (.lss)
    qualtrics.py     Qualtrics surveys (.qsf)
    own_json.py      our own JSON, exact in both directions
    draft.py         what readers fill: one place for codes, lists, conditions and limits
    report.py        what became of each thing, and what is refused
    xlsform_out.py   our forms as XLSForm

What XLSForm has no word for is written so that reading gives it back: role groups are the first
question, named `role`; "does not apply" is the last choice of its list; a choice's name is its
number.
"""
