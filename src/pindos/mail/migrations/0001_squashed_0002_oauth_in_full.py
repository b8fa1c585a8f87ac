"""All that the first two made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("mail", "0001_initial"), ("mail", "0002_oauth_in_full")]

    initial = True

    dependencies = [
        ("organisation", "0005_unit_contact"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="BlockedSender",
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
                        ("address", models.CharField(max_length=250, unique=True)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Mailbox",
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
                        ("address", models.EmailField(max_length=200, unique=True)),
                        ("host", models.CharField(max_length=200)),
                        ("port", models.PositiveIntegerField(default=993)),
                        (
                            "security",
                            models.CharField(
                                choices=[
                                    ("tls", "TLS"),
                                    ("starttls", "STARTTLS"),
                                    ("none", "None (a server on this machine)"),
                                ],
                                default="tls",
                                max_length=10,
                            ),
                        ),
                        ("username", models.CharField(max_length=200)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("password", "By a password"),
                                    ("oauth2", "OAuth 2.0: by the permit of the account"),
                                    ("oauth2_app", "OAuth 2.0: by the application's own right"),
                                ],
                                default="password",
                                max_length=10,
                            ),
                        ),
                        ("secret", models.TextField(blank=True)),
                        ("token_url", models.URLField(blank=True, max_length=300)),
                        ("client_id", models.CharField(blank=True, max_length=200)),
                        ("folder", models.CharField(default="INBOX", max_length=200)),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("seen", "It stays and is marked as read"),
                                    ("move", "It is moved to a folder"),
                                    ("delete", "It is deleted"),
                                ],
                                default="seen",
                                max_length=10,
                            ),
                        ),
                        ("moved_to", models.CharField(blank=True, max_length=200)),
                        ("is_on", models.BooleanField(default=True)),
                        ("uid_validity", models.BigIntegerField(blank=True, null=True)),
                        ("last_uid", models.BigIntegerField(default=0)),
                        ("looked_at", models.DateTimeField(blank=True, null=True)),
                        ("arrived_at", models.DateTimeField(blank=True, null=True)),
                        ("taken", models.PositiveBigIntegerField(default=0)),
                        ("trouble", models.TextField(blank=True)),
                        ("trouble_since", models.DateTimeField(blank=True, null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        ("authorize_url", models.URLField(blank=True, max_length=300)),
                        ("client_secret", models.TextField(blank=True)),
                        ("renewing_until", models.DateTimeField(blank=True, null=True)),
                        ("scope", models.CharField(blank=True, max_length=500)),
                        ("token", models.TextField(blank=True)),
                        ("token_until", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Arrival",
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
                        ("essence", models.CharField(max_length=64, unique=True)),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("imap", "Mailbox (IMAP)"),
                                    ("pipe", "Handed over by the mail server (pipe)"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("copies", models.PositiveIntegerField(default=1)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "message_id",
                            models.CharField(blank=True, db_index=True, max_length=250),
                        ),
                        ("sender", models.CharField(blank=True, max_length=250)),
                        ("sender_name", models.CharField(blank=True, max_length=200)),
                        ("subject", models.CharField(blank=True, max_length=300)),
                        ("written_to", models.CharField(blank=True, max_length=500)),
                        (
                            "fate",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("opened", "Opened a ticket"),
                                    ("added", "Added to a ticket"),
                                    ("failure", "Failure report"),
                                    ("ignored", "From a machine"),
                                    ("quarantined", "In quarantine"),
                                    ("discarded", "Discarded by a person"),
                                    ("too-large", "Too large"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "It began something new."),
                                    (
                                        "closed",
                                        "It answered a ticket that is closed: a new one refers to it.",
                                    ),
                                    ("thread", "It answers a message of this ticket."),
                                    ("number", "Its subject names the ticket."),
                                    ("thanks", "It only says thank you: nothing was reopened."),
                                    ("machine", "A machine wrote it: nobody is answered."),
                                    ("own", "We sent it ourselves."),
                                    (
                                        "bounced",
                                        "It reports that a message of ours did not arrive.",
                                    ),
                                    ("stranger", "Its sender is not in the register."),
                                    (
                                        "no-part",
                                        "It names a ticket in which its sender takes no part.",
                                    ),
                                    (
                                        "forged",
                                        "The receiving server found that its sender may be forged.",
                                    ),
                                    (
                                        "too-many",
                                        "Too many messages came from this address in a short time.",
                                    ),
                                    (
                                        "loop",
                                        "It goes to and fro: too many messages on one ticket in a short time.",
                                    ),
                                    ("blocked", "Its sender is blocked."),
                                    (
                                        "ambiguous",
                                        "Several people of the register have this address.",
                                    ),
                                    ("refused", "The desk could not take it: %(words)s"),
                                    ("too-large", "It is larger than 40 MB. Its head was kept."),
                                    ("by-hand", "A person decided."),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("detail", models.TextField(blank=True)),
                        ("signs", models.JSONField(blank=True, default=list)),
                        ("about", models.CharField(blank=True, db_index=True, max_length=100)),
                        ("entry_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="arrivals",
                                to="mail.mailbox",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["sender", "at"], name="arrival_of_sender"),
                            models.Index(fields=["fate", "id"], name="arrival_by_fate"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadAddress",
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
                        ("address", models.CharField(max_length=250, unique=True)),
                        ("status", models.CharField(blank=True, max_length=20)),
                        ("words", models.TextField(blank=True)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "arrival",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mail.arrival",
                            ),
                        ),
                    ],
                ),
            ]
        ),
    ]
