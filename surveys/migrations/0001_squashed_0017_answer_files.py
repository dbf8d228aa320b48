"""The tables as after 0017_answer_files, made at once: so that a first start takes half the time."""

import core.clock
import core.nonce
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import surveys.collection.models.arrival
import surveys.instruments.models
import uuid
from django.db import migrations, models

from surveys.migrations._triggers import (
    ONE_WAY,
    PROMISES,
    WITHOUT_ONE_WAY,
    WITHOUT_PROMISES,
)


class Migration(migrations.Migration):
    replaces = [
        ("surveys", "0001_initial"),
        ("surveys", "0002_closing_and_release_requests"),
        ("surveys", "0003_release_refusal"),
        ("surveys", "0004_instruments_and_collection"),
        ("surveys", "0005_one_way_into_a_school"),
        ("surveys", "0006_drafts_put_away_and_forms_seen"),
        ("surveys", "0007_promises_of_a_mode"),
        ("surveys", "0008_results_that_can_be_trusted"),
        ("surveys", "0009_school_levels"),
        ("surveys", "0010_words_set_apart"),
        ("surveys", "0011_corrections_asked_for"),
        ("surveys", "0012_short_figures"),
        ("surveys", "0013_variants"),
        ("surveys", "0014_link_codes"),
        ("surveys", "0015_rows_brought_in"),
        ("surveys", "0016_files_of_rows"),
        ("surveys", "0017_answer_files"),
    ]

    initial = True

    dependencies = [
        ("cohorts", "0001_squashed_0010_taken_off"),
        ("network", "0002_squashed_0011_long_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
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
                        choices=[
                            ("interim", "Interim"),
                            ("final", "Final"),
                            ("correction", "Correction"),
                        ],
                        default="final",
                        max_length=10,
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        db_comment="From 1, per administration.", default=1
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        db_comment="Of a correction: what it corrects, for everybody.",
                        max_length=300,
                    ),
                ),
                (
                    "leaves_out_late",
                    models.BooleanField(
                        db_comment="Answers after the interim were too few to be told apart.",
                        default=False,
                    ),
                ),
                ("threshold", models.PositiveSmallIntegerField()),
                ("unanimity_below", models.PositiveSmallIntegerField()),
                (
                    "items",
                    models.JSONField(
                        db_comment="In order: code, wording, labels, favorable, neutral, group of each item."
                    ),
                ),
                (
                    "scales",
                    models.JSONField(
                        db_comment="In order: code, name, items and length of each scale.",
                        default=list,
                    ),
                ),
                (
                    "roles",
                    models.JSONField(
                        db_comment="The role groups in order; code 1 first.", default=list
                    ),
                ),
                (
                    "summary",
                    models.JSONField(
                        db_comment="How many units of each kind are shown; no figure of a hidden one.",
                        default=dict,
                    ),
                ),
                ("released_at", models.DateTimeField(default=core.clock.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "audience",
                    models.CharField(
                        db_comment="Who is asked; one audience per form.", max_length=60
                    ),
                ),
                ("source", models.TextField(blank=True, db_comment="Where the form comes from.")),
                (
                    "is_for_learners",
                    models.BooleanField(
                        db_comment="Asks children: opens only with safeguards (domain.md 8).",
                        db_default=False,
                    ),
                ),
                (
                    "is_anonymous_only",
                    models.BooleanField(
                        db_comment="May be asked in anonymous administrations only.",
                        db_default=False,
                    ),
                ),
                ("archived_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        db_comment="Option 1 first.",
                        size=None,
                    ),
                ),
                (
                    "favorable",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        db_comment="Codes that count as agreement; empty where only the distribution is told.",
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "any_favorable",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        db_comment="Codes of the wider figure, as any agreement of A6; empty where there is none.",
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "neutral",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        db_comment="Code of the middle answer that stands beside the bar.",
                        null=True,
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        db_comment="Words by language code and field name; English stands in the fields themselves.",
                        default=dict,
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Administration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("implementation", "Implementation survey"),
                            ("convening", "Convening feedback"),
                        ],
                        db_default="implementation",
                        max_length=20,
                    ),
                ),
                (
                    "school_year",
                    models.CharField(db_comment="As in 2023-24; July to June.", max_length=7),
                ),
                (
                    "wave",
                    models.CharField(blank=True, db_comment="As in spring 2024.", max_length=40),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("anonymous", "Anonymous"),
                            ("confidential", "Confidential"),
                            ("identified", "Identified"),
                        ],
                        db_default="anonymous",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("released", "Released"),
                        ],
                        db_default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(
                        db_comment="Fewest answers behind a published figure (disclosure.md 1).",
                        db_default=10,
                        validators=[django.core.validators.MinValueValidator(5)],
                    ),
                ),
                (
                    "reminders",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("light", "On the last day only"),
                            ("usual", "After 3 and 7 days, and on the last day"),
                            ("close", "After 3, 7, 10 and 14 days, and on the last day"),
                        ],
                        default="usual",
                        max_length=10,
                    ),
                ),
                (
                    "grace_hours",
                    models.PositiveSmallIntegerField(
                        db_comment="After close, how long answers that were begun may still be sent.",
                        default=24,
                        validators=[django.core.validators.MaxValueValidator(72)],
                    ),
                ),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "is_settled",
                    models.BooleanField(
                        db_comment="After close: every sent answer is folded and the rows are shuffled.",
                        db_default=False,
                        editable=False,
                    ),
                ),
                (
                    "words_apart_at",
                    models.DateTimeField(
                        db_comment="When open answers were set apart from the forms, to be read.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "comments_published_at",
                    models.DateTimeField(
                        db_comment="Once; what is held back later is taken down singly.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "reminded_on",
                    models.DateField(
                        db_comment="Day of the last reminder that was queued.",
                        editable=False,
                        null=True,
                    ),
                ),
                ("release_requested_at", models.DateTimeField(editable=False, null=True)),
                (
                    "release_refusal",
                    models.CharField(
                        blank=True,
                        db_comment="Why the audit stopped the release, in words and without a number.",
                        editable=False,
                        max_length=300,
                    ),
                ),
                (
                    "correction_reason",
                    models.CharField(
                        blank=True,
                        db_comment="What a correction that was asked for corrects; empty when none waits.",
                        editable=False,
                        max_length=300,
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(
                        db_comment="When its answers came as a file; else null.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "imported_from",
                    models.CharField(
                        db_comment="Name of that file.",
                        db_default="",
                        default="",
                        editable=False,
                        max_length=200,
                    ),
                ),
                (
                    "imported_hash",
                    models.CharField(
                        db_comment="SHA-256 of that file, so that nobody brings in the same answers twice.",
                        db_default="",
                        default="",
                        editable=False,
                        max_length=64,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        db_comment="When a draft was put away; brought back or deleted.",
                        editable=False,
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrations",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "release_requested_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("purpose", models.TextField(db_comment="What the data may be used for.")),
                (
                    "variables",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        db_comment="Facts about place and role that go along with the answers.",
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "least_group",
                    models.PositiveSmallIntegerField(
                        db_comment="k: fewest rows that share role, school and level.",
                        default=5,
                        validators=[django.core.validators.MinValueValidator(2)],
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(db_comment="The last day on which rows may be taken."),
                ),
                ("signed_copy", models.FileField(blank=True, upload_to="agreements/%Y/%m/")),
                ("signed_copy_name", models.CharField(blank=True, max_length=150)),
                ("signed_on", models.DateField(blank=True, null=True)),
                (
                    "ended_at",
                    models.DateTimeField(
                        db_comment="Ended before its time.", editable=False, null=True
                    ),
                ),
                ("made_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "administrations",
                    models.ManyToManyField(related_name="agreements", to="surveys.administration"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                ("people", models.ManyToManyField(related_name="agreements", to="network.person")),
            ],
            options={
                "ordering": ["-ends_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Basis",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="basis",
                        serialize=False,
                        to="surveys.release",
                    ),
                ),
                (
                    "leaves",
                    models.BinaryField(
                        db_comment="Compressed: unit key to the counts of each item, role group and scale."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bases",
            },
        ),
        migrations.AddField(
            model_name="release",
            name="administration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="surveys.administration",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="network.person",
            ),
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "variables",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("rows", models.PositiveIntegerField()),
                ("least_group", models.PositiveIntegerField(db_comment="k that was reached.")),
                (
                    "form",
                    models.CharField(
                        db_comment="CSV, Excel or SPSS.",
                        db_default="csv",
                        default="csv",
                        max_length=5,
                    ),
                ),
                (
                    "shape",
                    models.CharField(
                        blank=True,
                        db_comment="Wide or long; of rows.",
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                ("taken_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extracts",
                        to="surveys.administration",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extracts",
                        to="surveys.agreement",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-taken_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FrameUnit",
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
                        choices=[
                            ("network", "Network"),
                            ("esc", "Service center"),
                            ("district", "District"),
                            ("school", "School"),
                            ("session", "Session"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        db_comment="Stable id; orders units of equal staff.", max_length=40
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "staff",
                    models.PositiveIntegerField(
                        db_comment="Expected respondents; of an inner unit the sum of its leaves.",
                        db_default=0,
                    ),
                ),
                (
                    "staff_by_role",
                    models.JSONField(db_comment="Role group to expected number.", default=dict),
                ),
                (
                    "typology",
                    models.CharField(
                        blank=True, db_comment="Of the district, at opening.", max_length=2
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        db_comment="Of a school, by its grades at opening.",
                        max_length=10,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="surveys.administration",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frame_units",
                        to="network.organization",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="surveys.frameunit",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("ciphertext", models.BinaryField()),
                ("revision", models.PositiveIntegerField(db_default=0)),
                ("is_sealed", models.BooleanField(db_default=False)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="surveys.administration",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.frameunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        upload_to=surveys.collection.models.arrival._place_of_file,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "told",
                    models.JSONField(
                        db_comment="The map, as docs/surveys.md tells it.", default=dict
                    ),
                ),
                (
                    "report",
                    models.JSONField(
                        db_comment="The last dry run; null before there was one.", null=True
                    ),
                ),
                ("uploaded_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "administration",
                    models.OneToOneField(
                        db_comment="What became of it; the file itself is gone then.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answer_file",
                        to="surveys.administration",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(db_comment="Estimated time to answer."),
                ),
                ("is_frozen", models.BooleanField(db_default=False)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        db_comment="Role groups a respondent may name, as facts; role code 0 is not told.",
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        db_comment="Languages a respondent may choose; each is complete once the version opens.",
                        default=surveys.instruments.models.default_languages,
                        size=None,
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        db_comment="Words by language code and field name; English stands in the fields themselves.",
                        default=dict,
                    ),
                ),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "base",
                    models.ForeignKey(
                        db_comment="Of a variant: the version to which questions were added.",
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variants",
                        to="surveys.instrumentversion",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="surveys.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["instrument", "number"],
            },
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(db_comment="Of the changed item.", max_length=20)),
                ("is_comparable", models.BooleanField()),
                ("decided_at", models.DateTimeField(default=core.clock.now, editable=False)),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparisons",
                        to="surveys.instrumentversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="administration",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="administrations",
                to="surveys.instrumentversion",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        db_comment="Empty for who began at an open link.",
                        max_length=254,
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        default=core.nonce.new_nonce, editable=False, max_length=40, unique=True
                    ),
                ),
                ("is_completed", models.BooleanField(db_default=False)),
                ("is_revoked", models.BooleanField(db_default=False)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="surveys.administration",
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="surveys.frameunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OpenAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.PositiveSmallIntegerField(db_default=0)),
                ("item_code", models.CharField(max_length=20)),
                ("text", models.TextField(db_comment="As it was written.")),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        db_comment="As it may be published: names and the like taken out by a reader.",
                    ),
                ),
                (
                    "may_be_quoted",
                    models.BooleanField(
                        db_comment="The person consented to being quoted without a name.",
                        db_default=False,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("unread", "Not read yet"),
                            ("publish", "To be published"),
                            ("withhold", "Held back"),
                        ],
                        default="unread",
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField(editable=False, null=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_answers",
                        to="surveys.administration",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.frameunit",
                    ),
                ),
            ],
            options={
                "ordering": ["item_code", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OpenLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        default=core.nonce.new_nonce, editable=False, max_length=40, unique=True
                    ),
                ),
                ("is_revoked", models.BooleanField(db_default=False)),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_link",
                        to="surveys.frameunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OptOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_comment="The school's own; letters and digits.", max_length=20
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opt_outs",
                        to="surveys.frameunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(db_comment="A part of the answer, as it is printed.")),
                ("role_words", models.CharField(blank=True, max_length=80)),
                ("school_type", models.CharField(blank=True, max_length=80)),
                ("region", models.CharField(blank=True, max_length=80)),
                ("chosen_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quote",
                        to="surveys.openanswer",
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-chosen_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReleasedComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item_code", models.CharField(max_length=20)),
                ("text", models.TextField()),
                (
                    "place",
                    models.PositiveIntegerField(
                        db_comment="Random order within unit and question."
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="surveys.release",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.frameunit",
                    ),
                ),
            ],
            options={
                "ordering": ["item_code", "place"],
            },
        ),
        migrations.CreateModel(
            name="ReleasedUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "base",
                    models.JSONField(
                        db_comment="staff, submitted, rate; null when hidden.", null=True
                    ),
                ),
                (
                    "items",
                    models.JSONField(
                        db_comment="Item code to a list of figures, null when hidden.", default=dict
                    ),
                ),
                (
                    "scales",
                    models.JSONField(
                        db_comment="Scale code to figures, null when hidden.", default=dict
                    ),
                ),
                (
                    "roles",
                    models.JSONField(
                        db_comment="Figures of each role group in order; null when the split is hidden.",
                        null=True,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="surveys.release",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released",
                        to="surveys.frameunit",
                    ),
                ),
            ],
            options={
                "ordering": ["unit__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.PositiveSmallIntegerField(
                        db_comment="Position in the version's roles, from 1; 0 is not told.",
                        db_default=0,
                    ),
                ),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(),
                        db_comment="By item slot: 0 skipped, -1 not asked, else the option's code.",
                        size=None,
                    ),
                ),
                ("texts", models.JSONField(db_comment="Open answers by item code.", default=dict)),
                (
                    "weight",
                    models.FloatField(
                        db_comment="As it came with imported rows; kept for evaluators, and no figure uses it.",
                        null=True,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="surveys.administration",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.frameunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResponseKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key",
                        to="surveys.invitation",
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key",
                        to="surveys.response",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Safeguards",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "not_asked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "politics",
                                    "Political affiliations or beliefs of the learner or parents",
                                ),
                                (
                                    "health",
                                    "Mental or psychological problems of the learner or family",
                                ),
                                ("sex", "Sex behavior or attitudes"),
                                (
                                    "conduct",
                                    "Illegal, anti-social, self-incriminating or demeaning behavior",
                                ),
                                ("family", "Critical appraisals of people close to the learner"),
                                (
                                    "privilege",
                                    "Legally privileged relationships, as with a doctor or lawyer",
                                ),
                                ("religion", "Religious practices, affiliations or beliefs"),
                                ("income", "Income, beyond what eligibility for a program needs"),
                            ],
                            max_length=10,
                        ),
                        db_comment="Topics that somebody confirmed the form does not touch; all eight to open.",
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "form_seen",
                    models.CharField(
                        db_comment="Hash of the questions that were checked; another wording is checked anew.",
                        db_default="",
                        default="",
                        max_length=64,
                    ),
                ),
                ("notice_on", models.DateField(db_comment="When parents were told.")),
                (
                    "opt_out_until",
                    models.DateField(db_comment="Until when they may say no; it opens after that."),
                ),
                ("confirmed_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "administration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safeguards",
                        to="surveys.administration",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScaleTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.PositiveSmallIntegerField(db_default=0)),
                (
                    "scale",
                    models.CharField(db_comment="The construct of its items.", max_length=60),
                ),
                (
                    "sums",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scale_tallies",
                        to="surveys.administration",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.frameunit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "scale tallies",
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("intro", models.TextField(blank=True)),
                (
                    "is_matrix",
                    models.BooleanField(
                        db_comment="Neighbors with the same answers stand as one table on a wide screen.",
                        db_default=False,
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        db_comment="Words by language code and field name; English stands in the fields themselves.",
                        default=dict,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="surveys.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=20)),
                (
                    "position",
                    models.PositiveSmallIntegerField(db_comment="Order within the section."),
                ),
                (
                    "slot",
                    models.PositiveSmallIntegerField(
                        db_comment="Index in Response.answers, from 0; only of one answer of a list. Frozen.",
                        null=True,
                    ),
                ),
                ("wording", models.TextField()),
                ("help_text", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("choice", "One answer of a list"),
                            ("several", "Several answers of a list"),
                            ("number", "A whole number"),
                            ("short", "A few words"),
                            ("text", "Open answer"),
                        ],
                        db_default="choice",
                        max_length=10,
                    ),
                ),
                ("has_does_not_apply", models.BooleanField(db_default=False)),
                ("is_required", models.BooleanField(db_default=False)),
                ("is_reversed", models.BooleanField(db_default=False)),
                (
                    "is_fact",
                    models.BooleanField(
                        db_comment="About the respondent; never a released figure by itself.",
                        db_default=False,
                    ),
                ),
                (
                    "is_consent",
                    models.BooleanField(
                        db_comment="A fact whose favorable answers allow quoting the person without a name.",
                        db_default=False,
                    ),
                ),
                (
                    "is_link_code",
                    models.BooleanField(
                        db_comment="A code that respondents may make for themselves; it links anonymous waves.",
                        db_default=False,
                    ),
                ),
                (
                    "lowest",
                    models.IntegerField(
                        blank=True,
                        db_comment="Smallest number, or fewest of several answers.",
                        null=True,
                    ),
                ),
                (
                    "highest",
                    models.IntegerField(
                        blank=True,
                        db_comment="Largest number, or most of several answers.",
                        null=True,
                    ),
                ),
                (
                    "show_if",
                    models.JSONField(
                        blank=True,
                        db_comment='Asked only if all hold: [{"item": code or "role", "is": [codes]}, …].',
                        default=list,
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        db_comment="Words by language code and field name; English stands in the fields themselves.",
                        default=dict,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        db_comment="Taken out of a draft, and still there to be put back until it is frozen.",
                        editable=False,
                        null=True,
                    ),
                ),
                ("construct", models.CharField(blank=True, max_length=60)),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="network.indicator",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.scale",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="surveys.section",
                    ),
                ),
            ],
            options={
                "ordering": ["section", "position"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "meaning",
                    models.CharField(blank=True, db_comment="When to use it.", max_length=300),
                ),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="surveys.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("coded_at", models.DateTimeField(default=core.clock.now)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="surveys.openanswer",
                    ),
                ),
                ("tags", models.ManyToManyField(related_name="codings", to="surveys.tag")),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.PositiveSmallIntegerField(db_default=0)),
                ("submitted", models.PositiveIntegerField(db_default=0)),
                ("width", models.PositiveSmallIntegerField(db_comment="Numbers per slot.")),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="surveys.administration",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="surveys.frameunit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="agreement_ends_after_it_starts",
                violation_error_message="An agreement ends on its first day or later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("administration", "number"), name="release_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("administration",),
                name="release_one_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="frameunit",
            constraint=models.UniqueConstraint(
                fields=("administration", "kind", "key"), name="frame_unit_once"
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(("is_sealed", True)),
                fields=["administration"],
                name="draft_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("base", None)),
                fields=("instrument", "number"),
                name="version_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.UniqueConstraint(
                fields=("version", "code"), name="comparison_once_per_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="administration",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="administration_closes_after_it_opens",
                violation_error_message="A survey closes after it opens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="administration",
            constraint=models.CheckConstraint(
                condition=models.Q(("threshold__gte", 5)),
                name="administration_threshold_at_least_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="administration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("imported_hash", ""), _negated=True),
                fields=("version", "imported_hash"),
                name="administration_imported_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("administration"),
                condition=models.Q(("email", ""), _negated=True),
                name="invitation_once_per_administration",
            ),
        ),
        migrations.AddConstraint(
            model_name="optout",
            constraint=models.UniqueConstraint(
                fields=("unit", "code"), name="opt_out_once_per_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedcomment",
            constraint=models.UniqueConstraint(
                fields=("release", "unit", "item_code", "place"), name="released_comment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedunit",
            constraint=models.UniqueConstraint(
                fields=("release", "unit"), name="released_unit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scaletally",
            constraint=models.UniqueConstraint(
                fields=("administration", "unit", "role", "scale"), name="scale_tally_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="section_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("section", "position"),
                name="item_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["text", "short", "number"]), ("scale", None), ("slot", None)
                    ),
                    models.Q(("kind", "several"), ("scale__isnull", False), ("slot", None)),
                    models.Q(("kind", "choice"), ("scale__isnull", False)),
                    _connector="OR",
                ),
                name="item_has_a_list_or_is_open",
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
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(fields=("instrument", "name"), name="tag_name_once"),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                fields=("answer", "coder"), name="coding_once_per_coder"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("administration", "unit", "role"), name="tally_once_per_group"
            ),
        ),
        migrations.RunSQL(ONE_WAY, WITHOUT_ONE_WAY),
        migrations.RunSQL(PROMISES, WITHOUT_PROMISES),
    ]
