"""All that the first six made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("organisation", "0001_initial"),
        ("organisation", "0002_touched"),
        ("organisation", "0003_heard_and_dialled"),
        ("organisation", "0004_chart_text"),
        ("organisation", "0005_unit_contact"),
        ("organisation", "0006_holidays"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Administration",
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
                        ("key", models.CharField(max_length=10, unique=True)),
                        ("name_el", models.CharField(max_length=200)),
                        ("name_en", models.CharField(blank=True, max_length=200)),
                        ("seat_el", models.CharField(max_length=100)),
                        ("statute", models.CharField(blank=True, max_length=200)),
                        ("website", models.CharField(blank=True, max_length=200)),
                        ("codes", models.JSONField(blank=True, default=dict)),
                        ("unverified", models.JSONField(blank=True, default=list)),
                        ("chart_digest", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Prefecture",
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
                        ("key", models.CharField(max_length=3, unique=True)),
                        ("short_el", models.CharField(max_length=10)),
                        ("name_el", models.CharField(max_length=100)),
                        ("genitive_el", models.CharField(max_length=100)),
                        ("name_en", models.CharField(blank=True, max_length=100)),
                        ("capital_el", models.CharField(max_length=100)),
                        ("region_key", models.CharField(blank=True, max_length=10)),
                        ("region_el", models.CharField(blank=True, max_length=100)),
                        ("nuts3", models.CharField(blank=True, max_length=10)),
                        ("tile_column", models.PositiveSmallIntegerField(default=0)),
                        ("tile_row", models.PositiveSmallIntegerField(default=0)),
                        ("is_seat", models.BooleanField(default=False)),
                        ("is_abolished", models.BooleanField(default=False)),
                        ("unverified", models.JSONField(blank=True, default=list)),
                        (
                            "administration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prefectures",
                                to="organisation.administration",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Municipality",
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
                        ("name_el", models.CharField(max_length=100)),
                        ("seat_el", models.CharField(blank=True, max_length=100)),
                        ("diavgeia", models.CharField(blank=True, max_length=20)),
                        ("unverified", models.JSONField(blank=True, default=list)),
                        (
                            "prefecture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="municipalities",
                                to="organisation.prefecture",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("prefecture", "name_el"), name="one_municipality_per_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
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
                        ("name_el", models.CharField(max_length=200)),
                        ("address", models.CharField(blank=True, max_length=200)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("is_closed", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisation.municipality",
                            ),
                        ),
                        (
                            "prefecture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="organisation.prefecture",
                            ),
                        ),
                        ("touched", models.JSONField(default=dict, editable=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="Person",
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
                        ("key", models.CharField(max_length=100, unique=True)),
                        ("given_name", models.CharField(max_length=100)),
                        ("family_name", models.CharField(max_length=100)),
                        ("email", models.EmailField(blank=True, max_length=200)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("service", models.CharField(blank=True, max_length=200)),
                        (
                            "search_text",
                            models.CharField(blank=True, editable=False, max_length=1000),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisation.site",
                            ),
                        ),
                        ("touched", models.JSONField(default=dict, editable=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["family_name", "given_name", "id"], name="person_by_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                        ("key", models.CharField(max_length=30, unique=True)),
                        ("short_el", models.CharField(max_length=40)),
                        ("name_el", models.CharField(max_length=200)),
                        ("name_en", models.CharField(blank=True, max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("administration", "Decentralised Administration"),
                                    ("directorate", "Directorate"),
                                    ("department", "Department"),
                                    ("service", "Service"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("seat_el", models.CharField(blank=True, max_length=100)),
                        ("is_abolished", models.BooleanField(default=False)),
                        ("unverified", models.JSONField(blank=True, default=list)),
                        (
                            "administration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.administration",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "prefecture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.prefecture",
                            ),
                        ),
                        ("email", models.CharField(blank=True, max_length=200)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Reach",
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
                            "above",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reaches",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "below",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reached_by",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("above", "below"), name="one_reach_per_pair"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("employee", "Employee"),
                                    ("technician", "Technician"),
                                    ("head", "Head of unit"),
                                    ("directorate_staff", "Directorate staff"),
                                    ("director", "Director"),
                                    ("administrator", "Administrator"),
                                    ("auditor", "Auditor"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="organisation.unit",
                            ),
                        ),
                        ("touched", models.JSONField(default=dict, editable=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["unit", "role"], name="position_of_unit")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "unit", "role", "starts_on"),
                                name="one_position_each",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="position_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                            "competence",
                            models.CharField(
                                choices=[
                                    ("plan_systems", "Planning of systems"),
                                    ("plan_budget", "Planning of the budget"),
                                    ("oversee", "Oversight of all prefectures"),
                                    ("decide_procurement", "Decision on procurement"),
                                    ("design_security_policy", "Design of the security policy"),
                                    ("interoperate", "Interoperability with national systems"),
                                    ("support_central_systems", "Support of central systems"),
                                    ("receive_referrals", "Receipt of referrals from prefectures"),
                                    (
                                        "coordinate_regional_systems",
                                        "Coordination of regional systems",
                                    ),
                                    ("design_eservices", "Design of services for the citizen"),
                                    ("support_operation", "Support of the operation of systems"),
                                    ("watch_operation", "Care that systems run smoothly"),
                                    ("support_users", "Support of users"),
                                    ("keep_backups", "Keeping of backups"),
                                    (
                                        "apply_security_policy",
                                        "Application of the security policy",
                                    ),
                                    ("recommend_procurement", "Recommendation of procurement"),
                                    ("recommend_lines", "Recommendation of leased lines"),
                                    (
                                        "refer_problems",
                                        "Referral of what cannot be solved locally",
                                    ),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("clause", models.CharField(max_length=20)),
                        (
                            "prefecture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to="organisation.prefecture",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("prefecture__isnull", False)),
                                fields=("competence", "prefecture"),
                                name="one_unit_per_local_duty",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("prefecture__isnull", True)),
                                fields=("unit", "competence"),
                                name="one_general_duty_each",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
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
                                    ("sites", "Sites"),
                                    ("people", "People"),
                                    ("positions", "Positions"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("content", models.BinaryField()),
                        ("account_id", models.BigIntegerField(null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("applied_at", models.DateTimeField(null=True)),
                        ("counts", models.JSONField(default=dict)),
                    ],
                ),
                migrations.CreateModel(
                    name="ChartText",
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
                        ("text", models.TextField()),
                        ("digest", models.CharField(max_length=64)),
                        ("file", models.CharField(blank=True, max_length=200)),
                        ("by_id", models.BigIntegerField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "administration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="organisation.administration",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["administration", "-id"], name="chart_text_of")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DayOff",
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
                        ("key", models.SlugField(max_length=40, unique=True)),
                        ("falls", models.CharField(max_length=20)),
                        ("name_el", models.CharField(max_length=100)),
                        ("name_en", models.CharField(blank=True, max_length=100)),
                        ("prefecture", models.CharField(blank=True, max_length=3)),
                        ("place", models.CharField(blank=True, max_length=100)),
                        ("is_retired", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
    ]
