from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0003_shipped_as")]

    operations = [
        migrations.AddField(
            model_name="modulecompletion",
            name="reaction",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Not useful to me"),
                    (2, "A little useful"),
                    (3, "Useful"),
                    (4, "Very useful"),
                ],
                null=True,
                verbose_name="how useful was it",
            ),
        ),
        migrations.AddField(
            model_name="modulecompletion",
            name="idea",
            field=models.TextField(blank=True, default="", verbose_name="one thing you will try"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="modulecompletion",
            name="wants_contact",
            field=models.BooleanField(
                db_default=False, verbose_name="somebody may contact me about it"
            ),
        ),
        migrations.AddField(
            model_name="modulecompletion",
            name="told_at",
            field=models.DateTimeField(
                db_comment="When the check was sent.", editable=False, null=True
            ),
        ),
    ]
