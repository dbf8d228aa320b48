"""The tables as after 0005_put_away_and_contacted, made at once: so that a first start takes half the time."""

import core.clock
import core.nonce
import core.words
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("library", "0001_initial"),
        ("library", "0003_shipped_as"),
        ("library", "0004_module_check"),
        ("library", "0005_put_away_and_contacted"),
    ]

    initial = True

    dependencies = [
        ("cohorts", "0001_squashed_0010_taken_off"),
        ("network", "0002_squashed_0011_long_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="Module",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("title", models.CharField(max_length=120)),
                ("summary", models.TextField(blank=True)),
                ("minutes", models.PositiveSmallIntegerField(help_text="How long it takes.")),
                (
                    "contact_minutes",
                    models.PositiveSmallIntegerField(
                        help_text="What its certificate says; ours unless the state says otherwise."
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(db_default=0)),
                (
                    "source",
                    models.CharField(blank=True, help_text="Whose outline it is.", max_length=300),
                ),
                ("is_published", models.BooleanField(db_default=True)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Reading"),
                            ("video", "Video"),
                            ("reflection", "Reflection"),
                            ("check", "Quick check"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "body",
                    models.TextField(
                        blank=True, help_text="Paragraphs are parted by an empty line."
                    ),
                ),
                ("video_url", models.URLField(blank=True)),
                (
                    "transcript",
                    models.TextField(
                        blank=True, help_text="What the video says, for who reads it."
                    ),
                ),
                (
                    "question",
                    models.JSONField(
                        blank=True,
                        db_comment="Of a check: wording, options, right (from 1), because.",
                        default=dict,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(db_default=5)),
                ("position", models.PositiveSmallIntegerField(db_default=0)),
                ("put_away_at", models.DateTimeField(editable=False, null=True)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lessons",
                        to="library.module",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ModuleCompletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("completed_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "title",
                    models.CharField(db_comment="The module's as it was then.", max_length=120),
                ),
                ("contact_minutes", models.PositiveSmallIntegerField()),
                (
                    "code",
                    models.CharField(
                        db_comment="Of the page that proves it.",
                        default=core.nonce.new_nonce,
                        max_length=40,
                        unique=True,
                    ),
                ),
                (
                    "reaction",
                    models.PositiveSmallIntegerField(
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
                ("idea", models.TextField(blank=True, verbose_name="one thing you will try")),
                (
                    "wants_contact",
                    models.BooleanField(
                        db_default=False, verbose_name="somebody may contact me about it"
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        db_comment="When the check was sent.", editable=False, null=True
                    ),
                ),
                (
                    "contacted_at",
                    models.DateTimeField(
                        db_comment="When somebody said that the wish is met.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "contacted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="library.module",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modules_done",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["completed_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("resource", "Resource"), ("move", "Move to steal")],
                        db_default="resource",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("summary", models.TextField(blank=True)),
                (
                    "steps",
                    models.TextField(
                        blank=True, help_text="Of a move: how it goes, a step a line."
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("url", models.URLField(blank=True, verbose_name="link")),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("staff", "Staff"),
                                ("learners", "Learners"),
                                ("leaders", "Leaders"),
                                ("families", "Families"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Such as LAUNCH cohort 1, Convening 2.",
                        max_length=160,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "Suggested"),
                            ("published", "Published"),
                            ("declined", "Declined"),
                            ("removed", "Removed"),
                        ],
                        db_default="suggested",
                        max_length=10,
                    ),
                ),
                ("suggested_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True, help_text="Why; the author reads it.", max_length=300
                    ),
                ),
                (
                    "link_state",
                    models.CharField(
                        choices=[
                            ("unknown", "Not checked yet"),
                            ("works", "Works"),
                            ("broken", "Does not open"),
                        ],
                        db_default="unknown",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("link_checked_at", models.DateTimeField(editable=False, null=True)),
                ("link_fault", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "shipped_as",
                    models.SlugField(
                        blank=True,
                        db_comment="Its name in data/resources.json, so that loading again adds no second one.",
                        db_default="",
                        editable=False,
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=core.words.PlainWords(
                            django.db.models.functions.text.Concat(
                                "title",
                                models.Value(" "),
                                "summary",
                                models.Value(" "),
                                "source",
                                output_field=models.CharField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "components",
                    models.ManyToManyField(blank=True, related_name="+", to="network.component"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(blank=True, related_name="+", to="network.indicator"),
                ),
                (
                    "suggested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MoveUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "used_with",
                    models.CharField(
                        choices=[("staff", "With staff"), ("learners", "With learners")],
                        max_length=10,
                        verbose_name="with",
                    ),
                ),
                ("used_on", models.DateField(default=core.clock.today, verbose_name="on")),
                ("adaptation", models.TextField(blank=True, verbose_name="what we changed")),
                ("logged_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="moves_used",
                        to="cohorts.designteam",
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="library.resource",
                    ),
                ),
            ],
            options={
                "ordering": ["-used_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LessonProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("reflection", models.TextField(blank=True, db_comment="Private to the person.")),
                ("answer", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="library.lesson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lessons",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["begun_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lesson", "person"), name="lesson_progress_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                fields=("module", "code"), name="lesson_code_once_per_module"
            ),
        ),
        migrations.AddConstraint(
            model_name="modulecompletion",
            constraint=models.UniqueConstraint(
                fields=("module", "person"), name="module_completed_once"
            ),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
                name="resource_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                condition=models.Q(("shipped_as", ""), _negated=True),
                fields=("shipped_as",),
                name="resource_shipped_once",
            ),
        ),
    ]
