"""Whoever was taken off the list of proposed people can be put back."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0009_replacement")]

    operations = [
        migrations.AddField(
            model_name="proposedmember",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RemoveConstraint(model_name="proposedmember", name="proposed_member_once"),
        migrations.AddConstraint(
            model_name="proposedmember",
            constraint=models.UniqueConstraint(
                Lower("email"),
                models.F("application"),
                condition=models.Q(("removed_at", None)),
                name="proposed_member_once",
                violation_error_message="This address is on the list already.",
            ),
        ),
    ]
