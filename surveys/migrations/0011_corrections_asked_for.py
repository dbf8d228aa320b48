from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0010_words_set_apart")]

    operations = [
        migrations.AddField(
            model_name="administration",
            name="correction_reason",
            field=models.CharField(
                blank=True,
                db_comment="What a correction that was asked for corrects; empty when none waits.",
                editable=False,
                max_length=300,
            ),
        )
    ]
