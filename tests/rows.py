"""Every row of every table, to see that nothing changed."""

from collections import defaultdict

from django.apps import apps
from django.contrib.sessions.models import Session as SignIn
from django.db import connection

NOT_COMPARED = {SignIn}


def everything():
    """All rows of all tables by label, but for who signed in when.

    PostgreSQL writes them out in one query: a query for each table would cost a test more than
    the page it looks at.
    """
    rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(_rows, _models())))
        for label, row in cursor:
            rows[label].append(row)
    return {label: sorted(found) for label, found in rows.items()}


def _models():
    return [model for model in apps.get_models() if model not in NOT_COMPARED]


def _rows(model):
    table = connection.ops.quote_name(model._meta.db_table)
    return f"SELECT '{model._meta.label}', (to_jsonb({table}) - 'last_login')::text FROM {table}"  # noqa: S608 -- our own names
