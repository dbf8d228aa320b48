"""The tables as after 0011_long_work, made at once: so that a first start takes half the time."""

import core.clock
import core.nonce
import core.words
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import network.models.long_work
import network.models.looking
import network.models.person
import network.models.relation
from django.conf import settings
from django.db import migrations, models

from core.words import CREATE_PLAIN_WORDS


class Migration(migrations.Migration):
    replaces = [
        ("network", "0002_initial"),
        ("network", "0003_component_name_may_be_empty"),
        ("network", "0004_import_puts_zeros_back"),
        ("network", "0005_directory_people_and_rights"),
        ("network", "0006_import_closes_missing"),
        ("network", "0007_likeness_of_people"),
        ("network", "0008_former_names"),
        ("network", "0009_people_by_address"),
        ("network", "0010_school_coordinates"),
        ("network", "0011_long_work"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("network", "0001_extensions"),
    ]

    operations = [
        migrations.RunSQL(
            CREATE_PLAIN_WORDS,
            "DROP FUNCTION plain_words(text)",
        ),
        migrations.CreateModel(
            name="Organization",
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
                            ("state", "State agency"),
                            ("esc", "Educational service center"),
                            ("district", "District"),
                            ("school", "School"),
                            ("partner", "Partner organization"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "irn",
                    models.CharField(
                        blank=True,
                        db_comment="State identifier (IRN), six digits as text; empty when there is none.",
                        help_text="Six digits; leading zeros stay.",
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "An IRN has six digits, leading zeros included."
                            )
                        ],
                        verbose_name="IRN",
                    ),
                ),
                (
                    "nces_id",
                    models.CharField(
                        blank=True,
                        db_comment="Federal identifier: LEAID of seven digits, or NCESSCH of twelve for a school.",
                        max_length=12,
                        verbose_name="NCES id",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=60)),
                ("state", models.CharField(blank=True, max_length=2)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("new", "New"),
                            ("added", "Added to the lists"),
                            ("changed", "Boundary changed"),
                            ("reopened", "Reopened"),
                            ("inactive", "Inactive"),
                            ("future", "Not yet open"),
                            ("closed", "Closed"),
                            ("merged", "Merged"),
                        ],
                        db_default="open",
                        max_length=10,
                    ),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=120, verbose_name="street and number"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="ZIP code"),
                ),
                ("county", models.CharField(blank=True, max_length=60)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("website", models.URLField(blank=True)),
                (
                    "listed_to",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        db_comment="School year (the year it begins) of the newest list that named it.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "edited_by_hand",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        db_comment="Fields whose value was typed here; a list does not overwrite them.",
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=core.words.PlainWords(
                            django.db.models.functions.text.Concat(
                                "name",
                                models.Value(" "),
                                "irn",
                                models.Value(" "),
                                "nces_id",
                                models.Value(" "),
                                "city",
                                models.Value(" "),
                                "county",
                                output_field=models.CharField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Where everything went when this organization was merged; it stays as history.",
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="network.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                (
                    "organization_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="network.organization",
                    ),
                ),
                (
                    "agency_type",
                    models.CharField(
                        choices=[
                            ("regular", "Regular district"),
                            ("community", "Community (charter) school"),
                            ("jvs", "Joint vocational or career center"),
                            ("state", "State-operated agency"),
                            ("other", "Other agency"),
                        ],
                        db_default="regular",
                        max_length=10,
                    ),
                ),
                (
                    "typology",
                    models.CharField(
                        blank=True,
                        db_comment="Ohio district typology code; empty for agencies that have none.",
                        max_length=2,
                    ),
                ),
                ("typology_version", models.CharField(blank=True, max_length=10)),
                (
                    "locale",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("11", "City, large"),
                            ("12", "City, midsize"),
                            ("13", "City, small"),
                            ("21", "Suburban, large"),
                            ("22", "Suburban, midsize"),
                            ("23", "Suburban, small"),
                            ("31", "Town, fringe"),
                            ("32", "Town, distant"),
                            ("33", "Town, remote"),
                            ("41", "Rural, fringe"),
                            ("42", "Rural, distant"),
                            ("43", "Rural, remote"),
                        ],
                        db_default="",
                        max_length=2,
                    ),
                ),
            ],
            bases=("network.organization",),
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "organization_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="network.organization",
                    ),
                ),
            ],
            bases=("network.organization",),
        ),
        migrations.CreateModel(
            name="ServiceCenter",
            fields=[
                (
                    "organization_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="network.organization",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=40)),
                (
                    "hosts_specialist",
                    models.BooleanField(
                        db_default=False, help_text="Employs a personalized-learning specialist."
                    ),
                ),
            ],
            bases=("network.organization",),
        ),
        migrations.CreateModel(
            name="StateAgency",
            fields=[
                (
                    "organization_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="network.organization",
                    ),
                ),
                ("network_name", models.CharField(max_length=80)),
                (
                    "place",
                    models.CharField(help_text="The word after the product's name.", max_length=40),
                ),
            ],
            bases=("network.organization",),
        ),
        migrations.CreateModel(
            name="FrameworkVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField()),
                ("name", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("is_current", models.BooleanField(db_default=False)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="network.framework",
                    ),
                ),
            ],
            options={
                "ordering": ["framework", "position"],
            },
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8)),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Empty where no document gives the name.",
                        max_length=80,
                    ),
                ),
                (
                    "official_text",
                    models.TextField(
                        blank=True,
                        help_text="The published wording, loaded by the operator; empty until then.",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="components",
                        to="network.frameworkversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "code"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8)),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Our short label; empty where no document gives one.",
                        max_length=120,
                    ),
                ),
                (
                    "official_text",
                    models.TextField(
                        blank=True,
                        help_text="The published wording, loaded by the operator; empty until then.",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="network.component",
                    ),
                ),
            ],
            options={
                "ordering": ["component", "code"],
            },
        ),
        migrations.CreateModel(
            name="Crosswalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Given by the operator; empty until then."
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="predecessors",
                        to="network.indicator",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successors",
                        to="network.indicator",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.CharField(max_length=60)),
                ("last_name", models.CharField(max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("job_title", models.CharField(blank=True, max_length=80)),
                (
                    "time_zone",
                    models.CharField(
                        blank=True, help_text="Empty means the network's own zone.", max_length=40
                    ),
                ),
                (
                    "mail_refused_at",
                    models.DateTimeField(
                        blank=True,
                        db_comment="When a mail server last said that the address does not exist.",
                        editable=False,
                        null=True,
                    ),
                ),
                ("mail_refusal", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=core.words.PlainWords(
                            django.db.models.functions.text.Concat(
                                "first_name",
                                models.Value(" "),
                                "last_name",
                                models.Value(" "),
                                "email",
                                models.Value(" "),
                                "job_title",
                                output_field=models.CharField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "name_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=core.words.PlainWords(
                            django.db.models.functions.text.Concat(
                                "first_name",
                                models.Value(" "),
                                "last_name",
                                output_field=models.CharField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "compared_as",
                    models.CharField(
                        blank=True,
                        db_comment="What the search for duplicates last read of this person, as one number.",
                        db_default="",
                        default="",
                        editable=False,
                        max_length=32,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The record that holds everything since the merge; this one is only its alias.",
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="network.person",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Where the person works; rights never come from here.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="network.organization",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["last_name", "first_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Merge",
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
                        choices=[("person", "People"), ("organization", "Organizations")],
                        max_length=12,
                    ),
                ),
                ("kept_id", models.BigIntegerField(db_comment="The record that goes on.")),
                ("gone_id", models.BigIntegerField(db_comment="The record that became an alias.")),
                (
                    "moved",
                    models.JSONField(
                        db_comment="[model label, field, [ids]] of every row that was moved.",
                        default=list,
                    ),
                ),
                (
                    "set_aside",
                    models.JSONField(
                        db_comment="Rows the kept record had already, as Django serializes them.",
                        default=list,
                    ),
                ),
                (
                    "before",
                    models.JSONField(
                        db_comment="Field values of both records before: {kept: {…}, gone: {…}}.",
                        default=dict,
                    ),
                ),
                ("summary", models.CharField(max_length=300)),
                ("merged_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("undone_at", models.DateTimeField(editable=False, null=True)),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-merged_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ExportJob",
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
                        db_comment="As offered in network/long_work.py.", max_length=40
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                (
                    "parameters",
                    models.JSONField(
                        db_comment="What the kind of work needs to know.", default=dict
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("failed", "Did not work"),
                        ],
                        db_default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        db_comment="Times it was begun; a worker that falls leaves it to the next.",
                        db_default=0,
                    ),
                ),
                ("done", models.PositiveIntegerField(db_default=0)),
                ("total", models.PositiveIntegerField(db_default=0)),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        db_comment="What came of it, or why it did not work.",
                        max_length=500,
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True, db_comment="Where it leads to when done.", max_length=250
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=250,
                        upload_to=network.models.long_work._place_of_file,
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=150)),
                ("asked_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("started_at", models.DateTimeField(editable=False, null=True)),
                ("finished_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="long_work",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(db_comment="Likeness in percent.")),
                ("why", models.CharField(max_length=200)),
                ("found_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "refused_at",
                    models.DateTimeField(
                        db_comment="When somebody said: not a duplicate.", editable=False, null=True
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-score", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DirectoryImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ccd_agencies", "NCES agency list (CCD)"),
                            ("nces_schools", "NCES school list"),
                            ("template", "PL Network template"),
                            ("ccd_history", "NCES agency lists of many years (history)"),
                            ("oneroster", "OneRoster 1.1 or 1.2 (people)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("file", models.FileField(upload_to="imports/%Y/%m/")),
                ("file_name", models.CharField(max_length=200)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        db_comment="School year chosen from a list of many years.",
                        null=True,
                    ),
                ),
                (
                    "mapping",
                    models.JSONField(
                        db_comment="Our field name to the file's column.", default=dict
                    ),
                ),
                (
                    "puts_zeros_back",
                    models.BooleanField(
                        db_comment="Whether identifiers that lost leading zeros in a spreadsheet are repaired.",
                        db_default=False,
                    ),
                ),
                (
                    "report",
                    models.JSONField(
                        db_comment="The dry run: counts, changes, faulty rows with reasons.",
                        default=dict,
                    ),
                ),
                (
                    "accepted",
                    models.JSONField(
                        db_comment="Fields edited by hand where the file's value was accepted: {row: [fields]}.",
                        default=dict,
                    ),
                ),
                (
                    "closes_missing",
                    models.BooleanField(
                        db_comment="Whether what the newest earlier list named and this one does not is closed.",
                        db_default=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Uploaded"),
                            ("checked", "Checked, nothing written yet"),
                            ("applied", "Written"),
                        ],
                        db_default="uploaded",
                        max_length=10,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("applied_at", models.DateTimeField(editable=False, null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgencyDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nces_id", models.CharField(max_length=7, unique=True)),
                ("is_service_center", models.BooleanField()),
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
            ],
        ),
        migrations.CreateModel(
            name="Activity",
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
                        choices=[("change", "Changed"), ("view", "Viewed"), ("export", "Exported")],
                        db_default="change",
                        max_length=6,
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        db_comment="A past tense, such as added or closed.", max_length=40
                    ),
                ),
                (
                    "summary",
                    models.CharField(db_comment="The sentence that people read.", max_length=300),
                ),
                (
                    "changes",
                    models.JSONField(
                        db_comment="[{label, old, new}]: from what to what, in words.", default=list
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_comment="Empty when the system did it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activity",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
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
                        choices=[
                            ("state_admin", "State administrator"),
                            ("state_viewer", "State viewer"),
                            ("evaluator", "Evaluator"),
                            ("partner_facilitator", "Partner facilitator"),
                            ("esc_director", "ESC director"),
                            ("specialist", "Personalized-learning specialist"),
                            ("district_leader", "District leader"),
                            ("school_leader", "School leader"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True,
                        db_comment="Ended at this moment, whatever its last day says.",
                        editable=False,
                        null=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="network.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoleInvitation",
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
                        choices=[
                            ("state_admin", "State administrator"),
                            ("state_viewer", "State viewer"),
                            ("evaluator", "Evaluator"),
                            ("partner_facilitator", "Partner facilitator"),
                            ("esc_director", "ESC director"),
                            ("specialist", "Personalized-learning specialist"),
                            ("district_leader", "District leader"),
                            ("school_leader", "School leader"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, db_comment="Last day of the role that it leads to.", null=True
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_invitations",
                        to="network.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(db_comment="Url name of the list.", max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=1000)),
                (
                    "is_shared",
                    models.BooleanField(
                        db_default=False,
                        help_text="Others see the same filters over what they may see.",
                        verbose_name="share with everybody who uses this list",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StatusEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("listed", "First listed"),
                            ("opened", "Opened"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                            ("inactive", "Became inactive"),
                            ("renamed", "Renamed"),
                            ("changed", "Changed"),
                            ("missing", "No longer listed"),
                            ("returned", "Listed again"),
                            ("merged", "Merged"),
                        ],
                        max_length=10,
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "before",
                    models.CharField(
                        blank=True, db_comment="The former name or status.", max_length=120
                    ),
                ),
                ("after", models.CharField(blank=True, max_length=120)),
                (
                    "source",
                    models.CharField(
                        blank=True, db_comment="File, or empty for by hand.", max_length=200
                    ),
                ),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="status_events",
                        to="network.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["school_year", "on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SupportAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support_assignments",
                        to="network.organization",
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support_assignments",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ViewAs",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "expires_at",
                    models.DateTimeField(
                        default=network.models.looking._view_as_ends, editable=False
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("pages", models.PositiveIntegerField(db_default=0, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "organization_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="network.organization",
                    ),
                ),
                (
                    "school_type",
                    models.CharField(
                        choices=[
                            ("traditional", "Traditional"),
                            ("community", "Community"),
                            ("stem", "STEM"),
                            ("nonpublic", "Chartered nonpublic"),
                            ("jvs", "Joint vocational"),
                        ],
                        db_default="traditional",
                        max_length=12,
                    ),
                ),
                ("lowest_grade", models.CharField(blank=True, max_length=14)),
                ("highest_grade", models.CharField(blank=True, max_length=14)),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        db_comment="The district, or service center, that runs the school.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="network.organization",
                    ),
                ),
            ],
            bases=("network.organization",),
        ),
        migrations.CreateModel(
            name="Alignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alignments",
                        to="network.district",
                    ),
                ),
                (
                    "service_center",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alignments",
                        to="network.servicecenter",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["kind", "name"], name="network_org_kind_1c3d25_idx"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["irn"], name="network_org_irn_d8ee0a_idx"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(
                django.db.models.functions.text.Lower("name"),
                models.F("id"),
                name="organization_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
                name="organization_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.UniqueConstraint(
                condition=models.Q(("nces_id", ""), _negated=True),
                fields=("kind", "nces_id"),
                name="organization_nces_id_once_per_kind",
                violation_error_message="There is already an organization with this NCES id.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("irn", ""), ("irn__regex", "^\\d{6}$"), _connector="OR"),
                name="organization_irn_has_six_digits",
                violation_error_message="An IRN has six digits, leading zeros included.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frameworkversion",
            constraint=models.UniqueConstraint(
                fields=("framework", "code"), name="framework_version_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="frameworkversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("framework",),
                name="framework_has_one_current_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(
                fields=("version", "code"), name="component_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("component", "code"), name="indicator_code_once"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                django.db.models.functions.text.Lower("last_name"),
                django.db.models.functions.text.Lower("first_name"),
                models.F("id"),
                name="person_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                django.db.models.functions.text.Lower("email"),
                models.F("id"),
                name="person_by_email",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
                name="person_search",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("name_text", "gin_trgm_ops"),
                name="person_like_names",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                network.models.person.MailName(django.db.models.functions.text.Lower("email")),
                models.F("id"),
                name="person_by_mail_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="person_email_unique",
                violation_error_message="There is already a person with this e-mail address.",
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["kind", "kept_id"], name="network_mer_kind_98c863_idx"),
        ),
        migrations.AddConstraint(
            model_name="exportjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "running"))),
                fields=("asked_by", "kind", "parameters"),
                name="long_work_asked_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.UniqueConstraint(
                fields=("first", "second"), name="duplicate_pair_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="duplicate_pair_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["content_type", "object_id", "-at"], name="network_act_content_06fbe6_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["-at", "-id"], name="network_act_at_e8d815_idx"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["actor", "-at"], name="network_act_actor_i_04b8aa_idx"),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="grant_ends_after_it_starts",
                violation_error_message="A role cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "state_admin",
                            "state_viewer",
                            "evaluator",
                            "partner_facilitator",
                            "esc_director",
                            "specialist",
                            "district_leader",
                            "school_leader",
                        ],
                    )
                ),
                name="grant_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleinvitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("role"),
                models.F("organization"),
                condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                name="role_invitation_once_open",
                violation_error_message="This address already has an open invitation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("owner", "page", "name"),
                name="saved_view_name_once",
                violation_error_message="You have a view of this name. Choose another.",
            ),
        ),
        migrations.AddIndex(
            model_name="statusevent",
            index=models.Index(
                condition=models.Q(("event", "renamed")),
                fields=["organization"],
                name="status_event_renamed",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusevent",
            constraint=models.UniqueConstraint(
                fields=("organization", "event", "school_year"), name="status_event_once_per_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="supportassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="support_ends_after_it_starts",
                violation_error_message="A support assignment cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__isnull", False),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="school_coordinates_are_on_earth",
                violation_error_message="Enter both coordinates, between -90 and 90 and between -180 and 180, or none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="alignment_ends_after_it_starts",
                violation_error_message="An alignment cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("district", "="),
                    (
                        network.models.relation.DateRange(
                            "starts_on", "ends_on", models.Value("[]")
                        ),
                        "&&",
                    ),
                ],
                name="alignment_one_center_at_a_time",
                violation_error_message="The district is aligned with another center then.",
            ),
        ),
    ]
