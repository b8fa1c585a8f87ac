"""All that the first seven made, in one, for tables that are new."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_initial"),
        ("notices", "0002_preferences"),
        ("notices", "0003_touched"),
        ("notices", "0004_secret_links"),
        ("notices", "0005_webhooks"),
        ("notices", "0006_webhook_removed"),
        ("notices", "0007_mail_by_permit"),
    ]

    initial = True

    dependencies = [
        ("mail", "0002_oauth_in_full"),
        ("organisation", "0004_chart_text"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="MailServer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("host", models.CharField(max_length=200)),
                        ("port", models.PositiveIntegerField(default=25)),
                        (
                            "security",
                            models.CharField(
                                choices=[
                                    ("none", "None (a server on this machine)"),
                                    ("starttls", "STARTTLS"),
                                    ("tls", "TLS"),
                                ],
                                default="none",
                                max_length=10,
                            ),
                        ),
                        ("username", models.CharField(blank=True, max_length=200)),
                        ("secret", models.TextField(blank=True)),
                        ("sender", models.EmailField(max_length=200)),
                        ("is_on", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("touched", models.JSONField(default=dict, editable=False)),
                        (
                            "permit_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=100)),
                        ("kind", models.CharField(max_length=60)),
                        ("about", models.CharField(max_length=100)),
                        ("title", models.CharField(max_length=300)),
                        ("text", models.TextField(blank=True)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("is_read", models.BooleanField(default=False)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["person", "is_read", "-id"], name="notice_of_person"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "key"), name="one_notice_per_telling"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_read", True), ("read_at__isnull", False)),
                                    models.Q(("is_read", False), ("read_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="read_notice_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("channel", models.CharField(max_length=30)),
                        ("address", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sent", "Sent"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("last_error", models.TextField(blank=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sendings",
                                to="notices.notice",
                            ),
                        ),
                        ("good_until", models.DateTimeField(blank=True, null=True)),
                        ("link", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["next_try_at", "id"],
                                name="sending_undone",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "channel"), name="one_sending_per_channel"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("is_shown", models.BooleanField(default=True)),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("at-once", "At once"),
                                    ("hourly", "Together, every hour"),
                                    ("daily", "Together, every working day at 07:30"),
                                    ("never", "Never"),
                                ],
                                default="at-once",
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "kind"), name="one_preference_per_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Webhook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("touched", models.JSONField(default=dict, editable=False)),
                        ("name", models.CharField(max_length=100)),
                        ("address", models.CharField(max_length=500)),
                        ("kinds", models.JSONField(blank=True, default=list)),
                        ("secret", models.TextField()),
                        ("old_secret", models.TextField(blank=True)),
                        ("old_until", models.DateTimeField(blank=True, null=True)),
                        ("is_on", models.BooleanField(default=True)),
                        (
                            "off_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("person", "A person switched it off."),
                                    (
                                        "gone",
                                        "The receiver said that the address is gone for good (410).",
                                    ),
                                    ("failing", "For three days the receiver took nothing."),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("after", models.BigIntegerField(default=0)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("failing_since", models.DateTimeField(blank=True, null=True)),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("paused_until", models.DateTimeField(blank=True, null=True)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WebhookSending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("seq", models.BigIntegerField(blank=True, null=True)),
                        ("event", models.CharField(max_length=100)),
                        ("message", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sent", "Received"),
                                    ("failed", "Failed"),
                                    ("withheld", "Not sent"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("tried_at", models.DateTimeField(blank=True, null=True)),
                        ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("took", models.PositiveIntegerField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "fault",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("status", "It answered %(detail)s."),
                                    (
                                        "gone",
                                        "It answered %(detail)s: the address is gone for good.",
                                    ),
                                    (
                                        "redirect",
                                        "It sent us on to %(detail)s. Redirects are not followed.",
                                    ),
                                    ("late", "It did not answer in time."),
                                    ("tls", "Its certificate is not accepted: %(detail)s"),
                                    ("network", "It could not be reached: %(detail)s"),
                                    ("name", "No server knows the name %(detail)s."),
                                    (
                                        "address",
                                        "%(detail)s stands in a network that is not open to webhooks. An administrator can allow it in the settings, under Webhooks.",
                                    ),
                                    (
                                        "secret",
                                        "The secret can no longer be read: SECRET_KEY has changed. Renew it.",
                                    ),
                                    (
                                        "withheld",
                                        "The unit does not see this event any more, so it was not sent.",
                                    ),
                                    ("died", "The process that sent it died at every try."),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=300)),
                        (
                            "webhook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sendings",
                                to="notices.webhook",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["webhook", "next_try_at"],
                                name="webhook_sending_undone",
                            ),
                            models.Index(
                                fields=["webhook", "state"], name="webhook_sending_state"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("webhook", "seq"), name="one_webhook_sending_per_event"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
