"""Every enrollment of before gets the history that its own dates tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def tell(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Active from its first day; left on its last one."""
    changes = apps.get_model("cohorts", "EnrollmentChange").objects
    made = []
    for place in apps.get_model("cohorts", "Enrollment").objects.filter(changes=None):
        made.append(changes.model(enrollment=place, status="active", on=place.starts_on))
        if place.status == "withdrawn":
            last = place.ends_on or place.starts_on
            made.append(changes.model(enrollment=place, status="withdrawn", on=last))
    changes.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0004_joining")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
