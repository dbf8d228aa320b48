from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="resource",
            name="shipped_as",
            field=models.SlugField(
                blank=True,
                db_comment="Its name in data/resources.json, so that loading again adds no second one.",
                db_default="",
                editable=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                condition=models.Q(("shipped_as", ""), _negated=True),
                fields=("shipped_as",),
                name="resource_shipped_once",
            ),
        ),
    ]
