"""Released cells become lists, and the counts behind a release one compressed document."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# In the order in which they were stored by then; what is not told was left out.
NAMES = (
    "n",
    "skipped",
    "na",
    "census",
    "agree",
    "percent",
    "percent_1",
    "low",
    "high",
    "low_1",
    "high_1",
    "coded",
    "counts",
    "mean",
    "labels",
)
AT_ONCE = 200


def _short(items: dict[str, Any]) -> dict[str, Any]:
    return {
        code: [cell.get(name) for name in NAMES] if isinstance(cell, dict) else cell
        for code, cell in items.items()
    }


def shorten(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rewrite every cell that has names, and pack every basis."""
    units = apps.get_model("surveys", "ReleasedUnit").objects
    changed = []
    for unit in units.order_by().iterator(AT_ONCE):
        unit.items = _short(unit.items)
        for group in unit.roles or ():
            group["items"] = _short(group["items"])
        changed.append(unit)
        if len(changed) == AT_ONCE:
            units.bulk_update(changed, ["items", "roles"])
            changed = []
    units.bulk_update(changed, ["items", "roles"])
    bases = apps.get_model("surveys", "Basis").objects
    for basis in bases.iterator(1):
        basis.leaves = zlib.compress(json.dumps(basis.leaves_json, separators=(",", ":")).encode())
        basis.save(update_fields=["leaves"])


class Migration(migrations.Migration):
    dependencies = [("surveys", "0011_corrections_asked_for")]

    operations = [
        migrations.RenameField("basis", "leaves", "leaves_json"),
        migrations.AddField(
            "basis",
            "leaves",
            models.BinaryField(
                default=b"",
                db_comment="Compressed: unit key to the counts of each item, role group and scale.",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(shorten, elidable=True),
        migrations.RemoveField("basis", "leaves_json"),
        migrations.AlterField(
            "releasedunit",
            "items",
            models.JSONField(
                default=dict, db_comment="Item code to a list of figures, null when hidden."
            ),
        ),
    ]
