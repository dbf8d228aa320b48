"""A school is reached by personal links or by one open link, never by both; the database says so."""

from django.db import migrations

from surveys.migrations._triggers import ONE_WAY, WITHOUT_ONE_WAY


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_instruments_and_collection")]

    operations = [migrations.RunSQL(ONE_WAY, WITHOUT_ONE_WAY)]
