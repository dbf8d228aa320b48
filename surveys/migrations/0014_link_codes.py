from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0013_variants"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="is_link_code",
            field=models.BooleanField(
                db_comment="A code that respondents may make for themselves; it links anonymous waves.",
                db_default=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_link_code", False),
                    models.Q(("is_required", False), ("kind", "short")),
                    _connector="OR",
                ),
                name="item_link_code_is_free",
                violation_error_message="A code for linking is short, and nobody has to give one.",
            ),
        ),
    ]
