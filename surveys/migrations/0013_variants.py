import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0012_short_figures"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="instrumentversion",
            name="version_number_once",
        ),
        migrations.AddField(
            model_name="instrumentversion",
            name="base",
            field=models.ForeignKey(
                db_comment="Of a variant: the version to which questions were added.",
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="variants",
                to="surveys.instrumentversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("base", None)),
                fields=("instrument", "number"),
                name="version_number_once",
            ),
        ),
    ]
