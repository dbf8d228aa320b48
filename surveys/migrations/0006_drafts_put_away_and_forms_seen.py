from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0005_one_way_into_a_school"),
    ]

    operations = [
        migrations.AddField(
            model_name="administration",
            name="removed_at",
            field=models.DateTimeField(
                db_comment="When a draft was put away; brought back or deleted.",
                editable=False,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="safeguards",
            name="form_seen",
            field=models.CharField(
                db_comment=(
                    "Hash of the questions that were checked; another wording is checked anew."
                ),
                db_default="",
                default="",
                max_length=64,
            ),
        ),
    ]
