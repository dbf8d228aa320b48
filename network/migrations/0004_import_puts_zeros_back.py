from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0003_component_name_may_be_empty")]

    operations = [
        migrations.AddField(
            model_name="directoryimport",
            name="puts_zeros_back",
            field=models.BooleanField(
                db_default=False,
                db_comment=(
                    "Whether identifiers that lost leading zeros in a spreadsheet are repaired."
                ),
            ),
        ),
    ]
