"""What a survey promised at opening stays so, whoever writes to the database (architecture.md 5.3)."""

from django.db import migrations

from surveys.migrations._triggers import PROMISES, WITHOUT_PROMISES


class Migration(migrations.Migration):
    dependencies = [("surveys", "0006_drafts_put_away_and_forms_seen")]

    operations = [migrations.RunSQL(PROMISES, WITHOUT_PROMISES)]
