"""The tables as after 0002_initial, made at once: so that a first start takes half the time."""

import core.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("improvement", "0001_initial"), ("improvement", "0002_initial")]

    initial = True

    dependencies = [
        ("cohorts", "0001_squashed_0010_taken_off"),
        ("network", "0002_squashed_0011_long_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="Artifact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(choices=[("file", "File"), ("link", "Link")], max_length=4),
                ),
                (
                    "no_student_identified",
                    models.BooleanField(
                        db_comment="The uploader stated that no student can be identified."
                    ),
                ),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(
                        blank=True, related_name="artifacts", to="network.indicator"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="artifacts",
                        to="cohorts.designteam",
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ArtifactComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("written_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "artifact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="improvement.artifact",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ArtifactVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(db_default=1)),
                ("file", models.FileField(blank=True, upload_to="artifacts/%Y/%m/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                (
                    "content_type",
                    models.CharField(
                        blank=True,
                        db_comment="Found in the content, not taken from the name.",
                        max_length=100,
                    ),
                ),
                ("size", models.PositiveIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("url", models.URLField(blank=True)),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "artifact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="improvement.artifact",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="artifact",
            constraint=models.CheckConstraint(
                condition=models.Q(("no_student_identified", True)),
                name="artifact_identifies_no_student",
                violation_error_message="State that no student can be identified.",
            ),
        ),
        migrations.AddConstraint(
            model_name="artifactversion",
            constraint=models.UniqueConstraint(
                fields=("artifact", "number"), name="artifact_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="artifactversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), models.Q(("url", ""), _negated=True)),
                    models.Q(models.Q(("file", ""), _negated=True), ("url", "")),
                    _connector="OR",
                ),
                name="artifact_version_is_file_or_link",
            ),
        ),
    ]
