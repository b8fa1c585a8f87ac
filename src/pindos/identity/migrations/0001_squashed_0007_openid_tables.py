"""All that the first seven made, in one, for tables that are new."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import pindos.identity.models.policy
from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("identity", "0001_initial"),
        ("identity", "0002_second_factor"),
        ("identity", "0003_entry_links"),
        ("identity", "0004_directory"),
        ("identity", "0005_openid"),
        ("identity", "0006_barred"),
        ("identity", "0007_openid_tables"),
    ]

    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Account",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("username", models.CharField(max_length=150, unique=True)),
                        ("folded", models.CharField(editable=False, max_length=300, unique=True)),
                        ("is_active", models.BooleanField(default=True)),
                        ("must_change_password", models.BooleanField(default=False)),
                        ("round", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "language",
                            models.CharField(
                                choices=[("el", "Ελληνικά"), ("en", "English")],
                                default="el",
                                max_length=2,
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[
                                    ("auto", "As the device says"),
                                    ("light", "Light theme"),
                                    ("dark", "Dark theme"),
                                ],
                                default="auto",
                                max_length=5,
                            ),
                        ),
                        ("has_shortcuts", models.BooleanField(default=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "asked_for_factor_on",
                            models.DateField(blank=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
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
                        ("name", models.CharField(max_length=64)),
                        ("address", models.CharField(max_length=60)),
                        (
                            "at",
                            models.DateTimeField(db_index=True, default=django.utils.timezone.now),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["name", "at"], name="attempt_by_name"),
                            models.Index(fields=["address", "at"], name="attempt_by_address"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Token",
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
                        ("name", models.CharField(max_length=100)),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("read", "Only to read"),
                                    ("write", "To read and to work on tickets"),
                                    ("all", "Everything that its account may do"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("prefix", models.CharField(max_length=12)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("last_used_on", models.DateField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SignInPolicy",
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
                        (
                            "roles",
                            models.JSONField(default=pindos.identity.models.policy.enforced_roles),
                        ),
                        ("grace_days", models.PositiveSmallIntegerField(default=0)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                ),
                migrations.CreateModel(
                    name="Factor",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[("totp", "Authenticator app"), ("passkey", "Passkey")],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("secret", models.TextField()),
                        (
                            "handle",
                            models.CharField(blank=True, max_length=1400, null=True, unique=True),
                        ),
                        ("last_step", models.BigIntegerField(default=0)),
                        ("uses", models.BigIntegerField(default=0)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="factors",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Sitting",
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
                        ("key", models.CharField(max_length=40, unique=True)),
                        ("browser", models.CharField(blank=True, max_length=300)),
                        ("address", models.CharField(blank=True, max_length=60)),
                        ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sittings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
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
                        ("digest", models.CharField(max_length=64)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recovery_codes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "digest"), name="recovery_code_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryLink",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("invitation", "Invitation"),
                                    ("renewal", "New password"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("revoked_at__isnull", True), ("used_at__isnull", True)
                                ),
                                fields=["-made_at", "-id"],
                                name="entry_link_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True), ("used_at__isnull", True)
                                ),
                                fields=("account", "kind"),
                                name="one_open_link_of_a_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Directory",
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
                        ("servers", models.JSONField(default=list)),
                        (
                            "security",
                            models.CharField(
                                choices=[
                                    ("tls", "TLS from the beginning (ldaps)"),
                                    ("starttls", "StartTLS"),
                                    ("none", "None (a server on this machine)"),
                                ],
                                default="tls",
                                max_length=10,
                            ),
                        ),
                        ("is_plain_wanted", models.BooleanField(default=False)),
                        ("certificate", models.TextField(blank=True)),
                        ("bind_dn", models.CharField(blank=True, max_length=500)),
                        ("secret", models.TextField(blank=True)),
                        ("base_dn", models.CharField(max_length=500)),
                        (
                            "user_filter",
                            models.CharField(
                                default="(&(objectClass=person)(|(sAMAccountName={login})(mail={login})))",
                                max_length=500,
                            ),
                        ),
                        (
                            "login_attribute",
                            models.CharField(default="sAMAccountName", max_length=60),
                        ),
                        (
                            "given_name_attribute",
                            models.CharField(blank=True, default="givenName", max_length=60),
                        ),
                        ("family_name_attribute", models.CharField(default="sn", max_length=60)),
                        ("email_attribute", models.CharField(default="mail", max_length=60)),
                        (
                            "phone_attribute",
                            models.CharField(blank=True, default="telephoneNumber", max_length=60),
                        ),
                        (
                            "unit_attribute",
                            models.CharField(blank=True, default="department", max_length=60),
                        ),
                        (
                            "groups_attribute",
                            models.CharField(blank=True, default="memberOf", max_length=60),
                        ),
                        ("units", models.JSONField(blank=True, default=dict)),
                        ("roles", models.JSONField(blank=True, default=dict)),
                        (
                            "order",
                            models.CharField(
                                choices=[
                                    ("local", "The password kept here, then the directory"),
                                    ("directory", "The directory, then the password kept here"),
                                ],
                                default="local",
                                max_length=10,
                            ),
                        ),
                        ("is_on", models.BooleanField(default=False)),
                        ("is_synced", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OutsideSignIn",
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
                        ("source", models.CharField(max_length=10)),
                        ("subject", models.CharField(max_length=500)),
                        ("login", models.CharField(blank=True, max_length=200)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("shut_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outside",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "subject"), name="one_account_of_a_subject"
                            ),
                            models.UniqueConstraint(
                                fields=("account", "source"), name="one_subject_of_a_source"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Provider",
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
                        ("issuer", models.CharField(max_length=500)),
                        ("client_id", models.CharField(max_length=200)),
                        ("secret", models.TextField(blank=True)),
                        (
                            "scopes",
                            models.CharField(default="openid profile email", max_length=200),
                        ),
                        (
                            "login_claim",
                            models.CharField(default="preferred_username", max_length=60),
                        ),
                        ("email_claim", models.CharField(default="email", max_length=60)),
                        ("button", models.CharField(blank=True, max_length=60)),
                        ("factors", models.JSONField(blank=True, default=list)),
                        ("is_on", models.BooleanField(default=False)),
                        (
                            "family_name_claim",
                            models.CharField(blank=True, default="family_name", max_length=60),
                        ),
                        (
                            "given_name_claim",
                            models.CharField(blank=True, default="given_name", max_length=60),
                        ),
                        (
                            "groups_claim",
                            models.CharField(blank=True, default="groups", max_length=60),
                        ),
                        ("roles", models.JSONField(blank=True, default=dict)),
                        (
                            "unit_claim",
                            models.CharField(blank=True, default="department", max_length=60),
                        ),
                        ("units", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Barred",
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
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
            ]
        ),
    ]
