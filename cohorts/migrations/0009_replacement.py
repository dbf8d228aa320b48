"""An invitation remembers whose place it fills."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0005_history")]

    operations = [
        migrations.AddField(
            model_name="teaminvitation",
            name="replaces",
            field=models.ForeignKey(
                db_comment="Whose place it becomes, when somebody left.",
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cohorts.teammembership",
            ),
        )
    ]
