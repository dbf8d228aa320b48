"""The tables as after 0005_undo, made at once: so that a first start takes half the time."""

import convenings.models.session
import core.clock
import core.nonce
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("convenings", "0001_initial"),
        ("convenings", "0002_initial"),
        ("convenings", "0003_region_free_after_cancel"),
        ("convenings", "0004_everything_of_a_convening"),
        ("convenings", "0005_undo"),
    ]

    initial = True

    dependencies = [
        ("cohorts", "0001_squashed_0010_taken_off"),
        ("network", "0002_squashed_0011_long_work"),
        ("surveys", "0001_squashed_0017_answer_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChoiceSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=120)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("led_by", models.CharField(blank=True, max_length=120)),
                ("room", models.CharField(blank=True, max_length=60)),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["round", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Convening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        db_comment="Its place in the cohort's series."
                    ),
                ),
                ("topic", models.CharField(max_length=120)),
                (
                    "learning_targets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "feedback_hours",
                    models.PositiveSmallIntegerField(
                        db_comment="How long feedback stays open after the end of the last session.",
                        default=24,
                    ),
                ),
                (
                    "least_share",
                    models.PositiveSmallIntegerField(
                        db_comment="Percent of the minutes that a certificate asks for.",
                        default=80,
                        validators=[django.core.validators.MaxValueValidator(100)],
                    ),
                ),
                (
                    "needs_feedback",
                    models.BooleanField(
                        db_comment="Whether a certificate asks that feedback was sent.",
                        default=True,
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="convenings",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "components",
                    models.ManyToManyField(blank=True, related_name="+", to="network.component"),
                ),
                (
                    "feedback",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="convening",
                        to="surveys.administration",
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(blank=True, related_name="+", to="network.indicator"),
                ),
            ],
            options={
                "ordering": ["cohort", "number"],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=200)),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checklist",
                        to="convenings.convening",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                        default=core.nonce.new_nonce, editable=False, max_length=32, unique=True
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        db_comment="The person's name when it was issued.", max_length=130
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        db_comment="The convening's name when it was issued.", max_length=200
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "issuer",
                    models.CharField(
                        db_comment="The network's and the center's name.", max_length=160
                    ),
                ),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(db_comment="Minutes present.")),
                (
                    "of_minutes",
                    models.PositiveSmallIntegerField(db_comment="Minutes that were held."),
                ),
                ("issued_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to="network.person",
                    ),
                ),
                (
                    "convening",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                        to="convenings.convening",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="convenings.convening",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EvidenceSlide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "alt_text",
                    models.TextField(
                        help_text="What the slide says, for those who cannot see it.",
                        max_length=1000,
                    ),
                ),
                ("url", models.URLField(blank=True)),
                ("file", models.FileField(blank=True, upload_to="slides/%Y/%m/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveIntegerField(null=True)),
                (
                    "no_student_identified",
                    models.BooleanField(
                        db_comment="The uploader stated that no student can be identified."
                    ),
                ),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
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
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slides",
                        to="convenings.convening",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slides",
                        to="cohorts.designteam",
                    ),
                ),
            ],
            options={
                "ordering": ["team__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExportLayout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "headings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                ("made_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="LicenceCycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="licence_cycles",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Material",
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
                            ("deck", "Slide deck"),
                            ("recording", "Recording"),
                            ("handout", "Handout"),
                            ("resource", "Further reading"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("url", models.URLField(blank=True)),
                ("file", models.FileField(blank=True, upload_to="materials/%Y/%m/")),
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
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("cohort", "Everybody who sees the cohort"),
                            ("public", "Everybody"),
                        ],
                        default="cohort",
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
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
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="convenings.convening",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PreWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("intro", models.TextField(blank=True, max_length=2000)),
                (
                    "answered_by",
                    models.CharField(
                        choices=[("team", "One answer per team"), ("person", "Everybody answers")],
                        default="team",
                        max_length=6,
                    ),
                ),
                ("least_minutes", models.PositiveSmallIntegerField(default=20)),
                ("most_minutes", models.PositiveSmallIntegerField(default=35)),
                (
                    "opens_at",
                    models.DateTimeField(
                        blank=True,
                        db_comment="Chosen by hand; empty means 28 days before.",
                        null=True,
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True,
                        db_comment="Chosen by hand; empty means the first session's start.",
                        null=True,
                    ),
                ),
                (
                    "asks_slide",
                    models.BooleanField(
                        db_comment="Whether each team brings an evidence slide.", default=True
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(
                        db_comment="When everybody was told that it is open.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "convening",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prework",
                        to="convenings.convening",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreWorkPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("watch", "Watch"),
                            ("read", "Read one of these"),
                            ("reflect", "Reflect"),
                            ("choose", "Choose from a list"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(blank=True, max_length=2000)),
                ("minutes", models.PositiveSmallIntegerField(default=5)),
                ("is_required", models.BooleanField(default=True)),
                (
                    "least",
                    models.PositiveSmallIntegerField(
                        db_comment="Of a list: how many must be chosen at least.", default=1
                    ),
                ),
                (
                    "asks_how",
                    models.BooleanField(
                        db_comment="Of a list: whether each choice wants a reflection of its own.",
                        default=False,
                    ),
                ),
                (
                    "takes_own",
                    models.BooleanField(
                        db_comment="Of a list: whether own ideas may be added and count.",
                        default=False,
                    ),
                ),
                (
                    "prework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="convenings.prework",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PartOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("links", models.JSONField(blank=True, default=list)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="convenings.preworkpart",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PreWorkSubmission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_done", models.BooleanField(default=False)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("started_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("saved_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "revision",
                    models.PositiveIntegerField(
                        db_comment="Grows with every save, so that two who write at once are told.",
                        default=0,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Empty where the team answers as one.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prework_submissions",
                        to="network.person",
                    ),
                ),
                (
                    "prework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="convenings.prework",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prework_submissions",
                        to="cohorts.designteam",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreWorkComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("written_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="convenings.preworksubmission",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PartAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_seen",
                    models.BooleanField(db_comment="Watched or read, as they say.", default=False),
                ),
                ("text", models.TextField(blank=True, max_length=4000)),
                (
                    "picks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("how", models.JSONField(blank=True, default=dict)),
                ("own", models.JSONField(blank=True, default=list)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="convenings.preworkpart",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="convenings.preworksubmission",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Own words"),
                            ("choice", "One of a list"),
                            ("choices", "Any of a list"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("is_required", models.BooleanField(default=False)),
                ("is_private", models.BooleanField(default=True)),
                ("keep_days", models.PositiveSmallIntegerField(default=14)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="convenings.convening",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("offered", "Seat offered"),
                            ("waiting", "On the waitlist"),
                            ("cancelled", "Cancelled"),
                        ],
                        db_default="registered",
                        max_length=10,
                    ),
                ),
                ("registered_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "offer_ends_at",
                    models.DateTimeField(
                        db_comment="Until when an offered seat is held for the person.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        db_comment="What links in mails and the personal QR code are signed over.",
                        default=core.nonce.new_nonce,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                (
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="convenings.convening",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="network.person",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["registered_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QuestionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="convenings.question",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="convenings.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChoiceWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="convenings.choicesession",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="convenings.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChoicePlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.PositiveSmallIntegerField(db_comment="That of the choice session."),
                ),
                (
                    "is_by_hand",
                    models.BooleanField(
                        db_comment="Put there by somebody; a new assignment leaves it.",
                        default=False,
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="convenings.choicesession",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="convenings.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeriesTemplate",
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
                    "source",
                    models.CharField(
                        blank=True, db_comment="Where the plan comes from.", max_length=300
                    ),
                ),
                ("convenings", models.JSONField(default=list)),
                ("is_shipped", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region", models.CharField(max_length=40)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("virtual", "Virtual"),
                            ("hybrid", "In person and virtual"),
                        ],
                        db_default="in_person",
                        max_length=10,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, db_comment="In words, where no venue is chosen.", max_length=120
                    ),
                ),
                (
                    "room",
                    models.CharField(
                        blank=True, help_text="Empty when it needs no room.", max_length=60
                    ),
                ),
                ("virtual_link", models.URLField(blank=True)),
                (
                    "link_minutes",
                    models.PositiveSmallIntegerField(
                        db_comment="How long before the start the link to join is shown.",
                        default=60,
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "seats_close_at",
                    models.DateTimeField(
                        blank=True,
                        db_comment="Last moment to register, change or cancel; empty means until its end.",
                        null=True,
                    ),
                ),
                (
                    "checkin_code",
                    models.CharField(
                        blank=True,
                        db_comment="Shown in the room so that people check themselves in; empty when not offered.",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        db_comment="Stable id in calendars.",
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                ),
                (
                    "revision",
                    models.PositiveSmallIntegerField(
                        db_comment="SEQUENCE of the calendar entry; grows with every change.",
                        db_default=0,
                    ),
                ),
                ("is_cancelled", models.BooleanField(db_default=False)),
                ("cancel_reason", models.CharField(blank=True, max_length=200)),
                ("feedback_opened_at", models.DateTimeField(editable=False, null=True)),
                (
                    "convening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="convenings.convening",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SeatChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registered", "Registered"),
                            ("offered", "Seat offered"),
                            ("waiting", "On the waitlist"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("offered", "Seat offered"),
                            ("waiting", "On the waitlist"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("changed_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="convenings.registration",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="convenings.session",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="registrations",
                to="convenings.session",
            ),
        ),
        migrations.CreateModel(
            name="Facilitator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("lead", "Leads the session"),
                            ("help", "Facilitates"),
                            ("door", "Checks people in"),
                        ],
                        default="help",
                        max_length=5,
                    ),
                ),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facilitates",
                        to="network.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facilitators",
                        to="convenings.session",
                    ),
                ),
            ],
            options={
                "ordering": ["duty", "person__last_name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="choicesession",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="choices",
                to="convenings.session",
            ),
        ),
        migrations.CreateModel(
            name="BreakoutGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "teams",
                    models.ManyToManyField(related_name="breakouts", to="cohorts.designteam"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breakouts",
                        to="convenings.session",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("late_minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "early_minutes",
                    models.PositiveSmallIntegerField(
                        db_comment="How long before the end they left.", default=0
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("door", "At the door"),
                            ("code", "With the code of the room"),
                            ("qr", "With a personal QR code"),
                            ("list", "In the grid afterwards"),
                            ("file", "From a file"),
                        ],
                        default="door",
                        max_length=5,
                    ),
                ),
                ("marked_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="network.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_comment="The team they came with, as member or guest.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="attendances",
                        to="cohorts.designteam",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="convenings.session",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_back",
                        to="convenings.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=200)),
                (
                    "access_notes",
                    models.TextField(
                        blank=True,
                        help_text="Entrance, lift, parking.",
                        max_length=1000,
                        verbose_name="accessibility notes",
                    ),
                ),
                ("map_url", models.URLField(blank=True, verbose_name="map link")),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True),
                ),
                ("is_retired", models.BooleanField(default=False)),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Whose staff may change it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="venues",
                        to="network.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="venue",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="convenings.venue",
            ),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
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
                        default=core.nonce.new_nonce, editable=False, max_length=32, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to="network.person",
                    ),
                ),
                (
                    "team",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to="cohorts.designteam",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("team", None)),
                            models.Q(("person", None), ("team__isnull", False)),
                            _connector="OR",
                        ),
                        name="calendar_feed_of_person_or_team",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="convening",
            constraint=models.UniqueConstraint(
                fields=("cohort", "number"),
                name="convening_number_once_per_cohort",
                violation_error_message="The cohort already has a convening with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="convening",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_share__lte", 100)), name="convening_share_is_a_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)),
                fields=("convening", "person"),
                name="certificate_once_per_convening",
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
        migrations.AddConstraint(
            model_name="evidenceslide",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), models.Q(("url", ""), _negated=True)),
                    models.Q(models.Q(("file", ""), _negated=True), ("url", "")),
                    _connector="OR",
                ),
                name="slide_is_file_or_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceslide",
            constraint=models.CheckConstraint(
                condition=models.Q(("no_student_identified", True)),
                name="slide_identifies_no_student",
            ),
        ),
        migrations.AddConstraint(
            model_name="licencecycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                name="licence_cycle_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), models.Q(("url", ""), _negated=True)),
                    models.Q(models.Q(("file", ""), _negated=True), ("url", "")),
                    _connector="OR",
                ),
                name="material_is_file_or_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="preworksubmission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person", None)),
                fields=("prework", "team"),
                name="prework_once_per_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="preworksubmission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("prework", "team", "person"),
                name="prework_once_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="partanswer",
            constraint=models.UniqueConstraint(
                fields=("submission", "part"), name="part_answered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.UniqueConstraint(
                fields=("registration", "question"), name="question_answered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="choicewish",
            constraint=models.UniqueConstraint(
                fields=("registration", "choice"), name="choice_ranked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="choiceplace",
            constraint=models.UniqueConstraint(
                fields=("registration", "round"), name="choice_place_once_per_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                fields=("convening", "person"), name="registration_once_per_convening"
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offer_ends_at__isnull", False), ("state", "offered")),
                    models.Q(
                        models.Q(("state", "offered"), _negated=True), ("offer_ends_at", None)
                    ),
                    _connector="OR",
                ),
                name="registration_offer_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="facilitator",
            constraint=models.UniqueConstraint(
                fields=("session", "person"), name="facilitator_once"
            ),
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
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("session", "person"), name="attendance_once_per_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="takenback",
            constraint=models.UniqueConstraint(
                fields=("session", "person"), name="taken_back_once_per_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(
                        ("latitude__gte", -90),
                        ("latitude__lte", 90),
                        ("longitude__gte", -180),
                        ("longitude__lte", 180),
                    ),
                    _connector="OR",
                ),
                name="venue_coordinates_are_on_earth",
                violation_error_message="Enter both coordinates or none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="session_ends_after_it_starts",
                violation_error_message="A session ends after it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_cancelled", False)),
                fields=("convening", "region"),
                name="session_region_once",
                violation_error_message="There is already a session for this region.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("is_cancelled", False),
                    ("venue__isnull", False),
                    models.Q(("room", ""), _negated=True),
                ),
                expressions=[
                    ("venue", "="),
                    ("room", "="),
                    (
                        convenings.models.session.TsTzRange(
                            "starts_at",
                            "ends_at",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="session_room_is_free",
                violation_error_message="Another session has this room at that time.",
            ),
        ),
    ]
