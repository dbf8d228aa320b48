"""The tables as after 0003_message_attachment, made at once: so that a first start takes half the time."""

import core.clock
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("messaging", "0001_initial"),
        ("messaging", "0002_states_wishes_and_digests"),
        ("messaging", "0003_message_attachment"),
    ]

    initial = True

    dependencies = [
        ("network", "0002_squashed_0011_long_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
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
                        db_comment="App and template, as in surveys/invitation.", max_length=60
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        db_comment="Plain words; the HTML is drawn from them. [[name]] is a secret.",
                    ),
                ),
                (
                    "button",
                    models.CharField(
                        blank=True, db_comment="The words on the link in the HTML.", max_length=60
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True, db_comment="Why the person receives it.", max_length=300
                    ),
                ),
                ("secrets", models.JSONField(db_comment="Name to [filler, key].", default=dict)),
                ("dedupe_key", models.CharField(max_length=200, unique=True)),
                (
                    "still_due",
                    models.CharField(blank=True, db_comment="check:key, or empty.", max_length=120),
                ),
                (
                    "attachment",
                    models.CharField(
                        blank=True,
                        db_comment="maker:key, made when it is sent; or empty.",
                        max_length=120,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("queued", "Queued"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        db_default="queued",
                        max_length=10,
                    ),
                ),
                (
                    "waits_for",
                    models.CharField(
                        blank=True,
                        choices=[("daily", "Daily digest"), ("weekly", "Weekly digest")],
                        db_comment="The digest that will carry it.",
                        max_length=10,
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        db_comment="Why it failed, waits or was cancelled.",
                        max_length=300,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(db_default=0)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "send_after",
                    models.DateTimeField(
                        db_comment="Not before; moved by staff, quiet hours and back-off.",
                        default=core.clock.now,
                        verbose_name="not before",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True,
                        db_comment="Later than this is too late.",
                        editable=False,
                        null=True,
                    ),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                (
                    "carried_by",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The digest that told it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="carried",
                        to="messaging.message",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Whose staff see it in their outbox.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="network.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["state", "send_after"], name="messaging_m_state_1bf96a_idx"
                    ),
                    models.Index(fields=["-created_at", "-id"], name="message_newest_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.EmailField(
                        blank=True, db_comment="Only where there is no person.", max_length=254
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                            ("off", "Never"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_wishes",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person", None), _negated=True),
                        fields=("person", "kind"),
                        name="wish_of_person",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"),
                        models.F("kind"),
                        condition=models.Q(("person", None)),
                        name="wish_of_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", None), ("address", ""), _connector="XOR"),
                        name="wish_has_one_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wishes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True)),
                ("quiet_until", models.TimeField(blank=True, null=True)),
                ("wants_next_things", models.BooleanField(db_default=False)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes_for_messages",
                        to="network.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="quiet_hours_have_both_ends",
                    )
                ],
            },
        ),
    ]
