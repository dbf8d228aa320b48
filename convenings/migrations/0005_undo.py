"""What was removed can be put back; when marks were taken back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0003_invited_by_email"),
        ("convenings", "0004_everything_of_a_convening"),
        ("network", "0010_school_coordinates"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="choicesession",
            name="choice_session_once_per_round",
        ),
        migrations.RemoveConstraint(
            model_name="evidenceslide",
            name="slide_once_per_team",
        ),
        migrations.AddField(
            model_name="choicesession",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="evidenceslide",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="choicesession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("session", "round", "title"),
                name="choice_session_once_per_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceslide",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("convening", "team"),
                name="slide_once_per_team",
            ),
        ),
        migrations.AddField(
            model_name="takenback",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="network.person"
            ),
        ),
        migrations.AddField(
            model_name="takenback",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="taken_back",
                to="convenings.session",
            ),
        ),
        migrations.AddConstraint(
            model_name="takenback",
            constraint=models.UniqueConstraint(
                fields=("session", "person"), name="taken_back_once_per_session"
            ),
        ),
    ]
