"""One machine: a real PostgreSQL and a real Valkey from their wheels, and what runs on them.

`make run`, `make test` and `manage.py` all start the same servers through this package; what
differs is where the data lies and how much a crash may cost. As root, PostgreSQL and Valkey run
as an ordinary user, because PostgreSQL refuses anything else. Nothing here is used where
DATABASE_URL and REDIS_URL are set.
"""
