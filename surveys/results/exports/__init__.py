"""Files of rows under an agreement: CSV, Excel or SPSS, wide or long, with codebook and README.

`work` is what the worker does: `reading` draws the rows in random order from the database, `text`
writes them as CSV, and processes of their own turn that into Excel (`sheet_file`) or SPSS
(`spss_file`): neither their libraries nor their memory come into the worker. `layout` says what
each variable is, in the words that all formats and the codebook share.
"""
