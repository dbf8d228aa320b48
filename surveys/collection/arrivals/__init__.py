"""Answers that come as a file: a table is read row by row, and a map says what its columns mean.

`tables.open_table` opens a CSV, XLSX, XLS or SPSS file; `mapping.plan_of` reads the map; then
`reading.arrivals` turns rows into answers and keeps a `report.Report` of everything that was seen,
taken, left out or wrong. Pure: no database. The service that writes is `services/arrivals.py`.
Surprising rule: whoever a row is from is only looked at to find people with several rows, and is
never kept.
"""
