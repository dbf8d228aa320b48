"""The tables as after 0010_taken_off, made at once: so that a first start takes half the time."""

import core.clock
import core.nonce
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("cohorts", "0001_initial"),
        ("cohorts", "0002_initial"),
        ("cohorts", "0003_invited_by_email"),
        ("cohorts", "0004_joining"),
        ("cohorts", "0005_history"),
        ("cohorts", "0009_replacement"),
        ("cohorts", "0010_taken_off"),
    ]

    initial = True

    dependencies = [
        ("network", "0002_squashed_0011_long_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pathway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=40)),
                ("description", models.TextField(blank=True)),
                (
                    "audience",
                    models.CharField(
                        blank=True, help_text="Whom it is for, in a line.", max_length=120
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(db_default=0)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("in_review", "In review"),
                            ("information", "More information asked"),
                            ("accepted", "Accepted"),
                            ("waitlisted", "On the waitlist"),
                            ("offered", "Place offered"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        db_default="draft",
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "receipt",
                    models.CharField(
                        blank=True,
                        db_comment="Told when it was sent; its name.",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "letter",
                    models.TextField(
                        blank=True, help_text="What the applicant reads of the decision."
                    ),
                ),
                (
                    "waitlist_rank",
                    models.PositiveIntegerField(
                        db_comment="From 1; kept in order when somebody leaves the list.",
                        editable=False,
                        null=True,
                    ),
                ),
                ("offer_ends_at", models.DateTimeField(editable=False, null=True)),
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
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="network.district",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="network.school",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="applications/")),
                (
                    "name",
                    models.CharField(
                        db_comment="As it was called where it came from.", max_length=200
                    ),
                ),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="cohorts.application",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField()),
                ("version", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "parts",
                    models.JSONField(
                        db_comment="In order: code, title, words, questions of each part."
                    ),
                ),
                (
                    "criteria",
                    models.JSONField(db_comment="In order: code, name, and words for 1 to 4."),
                ),
            ],
            options={
                "ordering": ["code", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="application_form_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="form",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cohorts.applicationform",
            ),
        ),
        migrations.CreateModel(
            name="ApplicationInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("first_name", models.CharField(max_length=60)),
                ("last_name", models.CharField(max_length=60)),
                (
                    "nonce",
                    models.CharField(
                        default=core.nonce.new_nonce, editable=False, max_length=40, unique=True
                    ),
                ),
                ("invited_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="cohorts.application",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationStep",
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
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("in_review", "In review"),
                            ("information", "More information asked"),
                            ("accepted", "Accepted"),
                            ("waitlisted", "On the waitlist"),
                            ("offered", "Place offered"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="The applicant reads it.", max_length=300
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cohorts.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "closed_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        db_comment="Days on which nothing of the cohort is put, besides public holidays.",
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "cloned_from",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="clones",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        db_comment="The service center or state agency that runs the cohort.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts_run",
                        to="network.organization",
                    ),
                ),
                (
                    "opened_by",
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
                "ordering": ["-starts_on", "name"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="cohort",
            field=models.ForeignKey(
                blank=True,
                db_comment="Into which it was accepted, or on whose waitlist it is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="cohorts.cohort",
            ),
        ),
        migrations.CreateModel(
            name="DesignTeam",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("formed_on", models.DateField(default=core.clock.today)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="network.district",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="network.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Enrollment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("completed", "Completed"),
                            ("withdrawn", "Left"),
                        ],
                        db_default="active",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enrollment",
                        to="cohorts.application",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrollments",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="network.district",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="network.school",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="EnrollmentChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("completed", "Completed"),
                            ("withdrawn", "Left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("on", models.DateField(db_comment="From which day on.", default=core.clock.today)),
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
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="cohorts.enrollment",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FundingSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name of the grant")),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(help_text="The year in which it ends."),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "fiscal_year"),
                        name="funding_source_once_a_year",
                        violation_error_message="This grant is there already for that year.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(),
                        db_comment="Codes of the form's parts.",
                        size=None,
                    ),
                ),
                ("message", models.TextField()),
                ("due_on", models.DateField(verbose_name="answer until")),
                ("asked_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="cohorts.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phase", models.CharField(blank=True, max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("rule", models.CharField(max_length=40)),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="cohorts.cohort",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MilestoneMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reached_on", models.DateField(default=core.clock.today)),
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
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="cohorts.milestone",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestone_marks",
                        to="cohorts.designteam",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("description", models.TextField(blank=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("school", "School team"),
                            ("district", "District team"),
                        ],
                        db_default="school",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                (
                    "length_months",
                    models.PositiveSmallIntegerField(verbose_name="length in months"),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as many as come.",
                        null=True,
                        verbose_name="places",
                    ),
                ),
                ("team_min", models.PositiveSmallIntegerField(db_default=4)),
                ("team_max", models.PositiveSmallIntegerField(db_default=8)),
                (
                    "apply_from",
                    models.DateField(blank=True, null=True, verbose_name="applications from"),
                ),
                (
                    "apply_until",
                    models.DateField(
                        blank=True,
                        help_text="That whole day included.",
                        null=True,
                        verbose_name="applications until",
                    ),
                ),
                (
                    "offer_days",
                    models.PositiveSmallIntegerField(
                        db_default=7,
                        help_text="How long a place from the waitlist is held for an applicant.",
                        verbose_name="days to answer",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="cohorts.applicationform",
                    ),
                ),
                (
                    "funding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="cohorts.fundingsource",
                    ),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="cohorts.pathway",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="cohort",
            name="offering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cohorts",
                to="cohorts.offering",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="offering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="cohorts.offering",
            ),
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("description", models.TextField(blank=True)),
                (
                    "starts_after",
                    models.PositiveSmallIntegerField(
                        db_default=0,
                        help_text="Days after a cohort’s first day.",
                        verbose_name="begins after",
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="cohorts.offering",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_after", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlannedMilestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("rule", models.CharField(help_text="What counts as reached.", max_length=40)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Of the rule, such as which convening.", null=True
                    ),
                ),
                (
                    "due_after",
                    models.PositiveSmallIntegerField(
                        help_text="Days after a cohort’s first day.", verbose_name="due after"
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="cohorts.phase",
                    ),
                ),
            ],
            options={
                "ordering": ["due_after", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposedMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.CharField(max_length=60)),
                ("last_name", models.CharField(max_length=60)),
                ("email", models.EmailField(max_length=254, verbose_name="work e-mail")),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("superintendent", "Superintendent"),
                            ("curriculum", "Curriculum leader"),
                            ("principal", "Principal"),
                            ("administrator", "Other administrator"),
                            ("coach", "Instructional coach leader"),
                            ("data", "Data leader"),
                            ("teacher", "Teacher"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("job", models.CharField(blank=True, max_length=80)),
                ("is_lead", models.BooleanField(default=False, verbose_name="leads the team")),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed",
                        to="cohorts.application",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assigned_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "has_conflict",
                    models.BooleanField(default=False, verbose_name="conflict of interest"),
                ),
                (
                    "conflict",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what the conflict is"
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="cohorts.application",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["assigned_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.SlugField(db_comment="Its code in the form.")),
                ("score", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="cohorts.review",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TeamCharter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cadence",
                    models.CharField(
                        blank=True,
                        help_text="Such as every other Tuesday.",
                        max_length=120,
                        verbose_name="how often",
                    ),
                ),
                (
                    "meeting_times",
                    models.CharField(blank=True, max_length=200, verbose_name="when and where"),
                ),
                ("norms", models.TextField(blank=True, verbose_name="how we work together")),
                ("roles", models.TextField(blank=True, verbose_name="who does what")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
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
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="charter",
                        to="cohorts.designteam",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Team lead"), ("member", "Team member")],
                        db_default="member",
                        max_length=10,
                    ),
                ),
                (
                    "job",
                    models.CharField(
                        blank=True, help_text="Such as principal or art teacher.", max_length=80
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("superintendent", "Superintendent"),
                            ("curriculum", "Curriculum leader"),
                            ("principal", "Principal"),
                            ("administrator", "Other administrator"),
                            ("coach", "Instructional coach leader"),
                            ("data", "Data leader"),
                            ("teacher", "Teacher"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team_memberships",
                        to="network.person",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="cohorts.teammembership",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="cohorts.designteam",
                    ),
                ),
            ],
            options={
                "ordering": ["role", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TeamInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("first_name", models.CharField(max_length=60)),
                ("last_name", models.CharField(max_length=60)),
                (
                    "nonce",
                    models.CharField(
                        default=core.nonce.new_nonce, editable=False, max_length=40, unique=True
                    ),
                ),
                ("invited_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Team lead"), ("member", "Team member")],
                        db_default="member",
                        max_length=10,
                    ),
                ),
                ("job", models.CharField(blank=True, max_length=80)),
                (
                    "position",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("superintendent", "Superintendent"),
                            ("curriculum", "Curriculum leader"),
                            ("principal", "Principal"),
                            ("administrator", "Other administrator"),
                            ("coach", "Instructional coach leader"),
                            ("data", "Data leader"),
                            ("teacher", "Teacher"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "invited_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="cohorts.designteam",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        db_comment="Whose place it becomes, when somebody left.",
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cohorts.teammembership",
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OnboardingTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.SlugField(db_comment="Its code in cohorts/data/onboarding.json.")),
                ("done_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="onboarding",
                        to="cohorts.teammembership",
                    ),
                ),
            ],
            options={
                "ordering": ["done_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TeamRulePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Such as superintendent, or teachers.", max_length=60
                    ),
                ),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("superintendent", "Superintendent"),
                                ("curriculum", "Curriculum leader"),
                                ("principal", "Principal"),
                                ("administrator", "Other administrator"),
                                ("coach", "Instructional coach leader"),
                                ("data", "Data leader"),
                                ("teacher", "Teacher"),
                                ("other", "Other"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("least", models.PositiveSmallIntegerField(db_default=0)),
                ("most", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("place", models.PositiveSmallIntegerField(db_default=0)),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team_rule",
                        to="cohorts.offering",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.SlugField(db_comment="Its code in the form.")),
                ("value", models.JSONField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="cohorts.application",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "question"), name="application_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEditor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editors",
                        to="cohorts.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applications_edited",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="application_editor_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(
                        db_comment="From 1, in the order of the convenings."
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.component",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("cohort", "place"),
                        name="cohort_topic_one_a_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254, verbose_name="work e-mail")),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("superintendent", "Superintendent"),
                            ("curriculum", "Curriculum leader"),
                            ("principal", "Principal"),
                            ("administrator", "Other administrator"),
                            ("coach", "Instructional coach leader"),
                            ("data", "Data leader"),
                            ("teacher", "Teacher"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        default=core.nonce.new_nonce, editable=False, max_length=40, unique=True
                    ),
                ),
                ("asked_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="cohorts.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_at__isnull", True),
                            ("refused_at__isnull", True),
                            _connector="OR",
                        ),
                        name="consent_given_or_refused",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="designteam",
            constraint=models.UniqueConstraint(
                fields=("cohort", "school", "name"),
                name="team_name_once_per_school",
                violation_error_message="The school already has a team of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="designteam",
            constraint=models.UniqueConstraint(
                fields=("cohort", "district", "name"),
                name="team_name_once_per_district",
                violation_error_message="The district already has a team of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="designteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("district__isnull", True), ("school__isnull", False)),
                    models.Q(("district__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="team_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.UniqueConstraint(
                fields=("cohort", "school"),
                name="enrollment_once_per_cohort",
                violation_error_message="This school is already in the cohort.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.UniqueConstraint(
                fields=("cohort", "district"),
                name="enrollment_of_district_once_per_cohort",
                violation_error_message="This district is already in the cohort.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("district__isnull", True), ("school__isnull", False)),
                    models.Q(("district__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="enrollment_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("application",),
                name="information_request_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestonemark",
            constraint=models.UniqueConstraint(
                fields=("milestone", "team"), name="milestone_mark_once_a_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                name="cohort_name_unique",
                violation_error_message="There is already a cohort with this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="cohort_ends_after_it_starts",
                violation_error_message="A cohort cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("district__isnull", True), ("school__isnull", False)),
                    models.Q(("district__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="application_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["withdrawn", "declined"]), _negated=True),
                fields=("offering", "school"),
                name="application_once_a_school",
                violation_error_message="This school has an application already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["withdrawn", "declined"]), _negated=True),
                fields=("offering", "district"),
                name="application_once_a_district",
                violation_error_message="This district has an application already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receipt", ""), _negated=True),
                fields=("receipt",),
                name="application_receipt_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offer_ends_at__isnull", False), ("state", "offered")),
                    models.Q(
                        models.Q(("state", "offered"), _negated=True),
                        ("offer_ends_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="application_offer_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.CheckConstraint(
                condition=models.Q(("team_max__gte", models.F("team_min"))),
                name="offering_team_sizes_in_order",
                violation_error_message="The largest team cannot be smaller than the smallest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("apply_from__isnull", True),
                    ("apply_until__isnull", True),
                    ("apply_until__gte", models.F("apply_from")),
                    _connector="OR",
                ),
                name="offering_applications_end_after_they_begin",
                violation_error_message="Applications cannot end before they begin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedmember",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("application"),
                condition=models.Q(("removed_at", None)),
                name="proposed_member_once",
                violation_error_message="This address is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                fields=("application", "reviewer"),
                name="review_once_a_person",
                violation_error_message="This person reviews it already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewscore",
            constraint=models.UniqueConstraint(
                fields=("review", "criterion"), name="review_score_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 4)),
                name="review_score_from_1_to_4",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammembership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("team", "person"),
                name="membership_once_at_a_time",
                violation_error_message="This person is already in the team.",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammembership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="membership_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="teaminvitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("team"),
                condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                name="invitation_once_open_per_team",
                violation_error_message="This address already has an open invitation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="onboardingtick",
            constraint=models.UniqueConstraint(
                fields=("membership", "step"), name="onboarding_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="teamrulepart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most__isnull", True), ("most__gte", models.F("least")), _connector="OR"
                ),
                name="team_rule_part_in_order",
                violation_error_message="The most cannot be less than the least.",
            ),
        ),
    ]
