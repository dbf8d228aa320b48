from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0009_school_levels")]

    operations = [
        migrations.AddField(
            model_name="administration",
            name="words_apart_at",
            field=models.DateTimeField(
                db_comment="When open answers were set apart from the forms, to be read.",
                editable=False,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="administration",
            name="comments_published_at",
            field=models.DateTimeField(
                db_comment="Once; what is held back later is taken down singly.",
                editable=False,
                null=True,
            ),
        ),
    ]
