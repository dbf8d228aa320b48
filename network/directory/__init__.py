"""Reading directory files: bytes in, rows and faults out. Pure: no database, no settings.

`files.read` is the way in. Rows name columns of our own (`columns.py`); `mapping.py` guesses which
column of the file is which; `ccd`, `nces_schools` and `template` know what the values mean.
"""
