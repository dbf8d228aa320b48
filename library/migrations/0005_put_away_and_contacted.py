import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0004_module_check"), ("network", "0010_school_coordinates")]

    operations = [
        migrations.AddField(
            model_name="lesson",
            name="put_away_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="modulecompletion",
            name="contacted_at",
            field=models.DateTimeField(
                db_comment="When somebody said that the wish is met.", editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="modulecompletion",
            name="contacted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="network.person",
            ),
        ),
    ]
