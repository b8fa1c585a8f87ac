"""Words of the organisation, each beside the statute's."""

from enum import StrEnum
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(TextChoices):
    """What a unit is: the administration, a directorate (διεύθυνση), a department (τμήμα)."""

    ADMINISTRATION = "administration", _("Decentralised Administration")
    DIRECTORATE = "directorate", _("Directorate")
    DEPARTMENT = "department", _("Department")
    SERVICE = "service", _("Service")


class Role(TextChoices):
    """What a person does in a unit; a position (θέση) gives it from a day to a day."""

    EMPLOYEE = "employee", _("Employee")
    TECHNICIAN = "technician", _("Technician")
    HEAD = "head", _("Head of unit")
    DIRECTORATE_STAFF = "directorate_staff", _("Directorate staff")
    DIRECTOR = "director", _("Director")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class Competence(TextChoices):
    """What a unit answers for (αρμοδιότητα); the clause of the statute is in CLAUSES."""

    PLAN_SYSTEMS = "plan_systems", _("Planning of systems")
    PLAN_BUDGET = "plan_budget", _("Planning of the budget")
    OVERSEE = "oversee", _("Oversight of all prefectures")
    DECIDE_PROCUREMENT = "decide_procurement", _("Decision on procurement")
    DESIGN_SECURITY_POLICY = "design_security_policy", _("Design of the security policy")
    INTEROPERATE = "interoperate", _("Interoperability with national systems")
    SUPPORT_CENTRAL_SYSTEMS = "support_central_systems", _("Support of central systems")
    RECEIVE_REFERRALS = "receive_referrals", _("Receipt of referrals from prefectures")
    COORDINATE_REGIONAL_SYSTEMS = (
        "coordinate_regional_systems",
        _("Coordination of regional systems"),
    )
    DESIGN_ESERVICES = "design_eservices", _("Design of services for the citizen")
    SUPPORT_OPERATION = "support_operation", _("Support of the operation of systems")
    WATCH_OPERATION = "watch_operation", _("Care that systems run smoothly")
    SUPPORT_USERS = "support_users", _("Support of users")
    KEEP_BACKUPS = "keep_backups", _("Keeping of backups")
    APPLY_SECURITY_POLICY = "apply_security_policy", _("Application of the security policy")
    RECOMMEND_PROCUREMENT = "recommend_procurement", _("Recommendation of procurement")
    RECOMMEND_LINES = "recommend_lines", _("Recommendation of leased lines")
    REFER_PROBLEMS = "refer_problems", _("Referral of what cannot be solved locally")


CLAUSES: dict[str, str] = {
    Competence.PLAN_SYSTEMS: "S1",
    Competence.PLAN_BUDGET: "S4",
    Competence.OVERSEE: "S1",
    Competence.DECIDE_PROCUREMENT: "S12",
    Competence.DESIGN_SECURITY_POLICY: "S11",
    Competence.INTEROPERATE: "S2",
    Competence.SUPPORT_CENTRAL_SYSTEMS: "S1",
    Competence.RECEIVE_REFERRALS: "S14",
    Competence.COORDINATE_REGIONAL_SYSTEMS: "S14",
    Competence.DESIGN_ESERVICES: "S5",
    Competence.SUPPORT_OPERATION: "S7",
    Competence.WATCH_OPERATION: "S8",
    Competence.SUPPORT_USERS: "S9",
    Competence.KEEP_BACKUPS: "S10",
    Competence.APPLY_SECURITY_POLICY: "S11",
    Competence.RECOMMEND_PROCUREMENT: "S12",
    Competence.RECOMMEND_LINES: "S13",
    Competence.REFER_PROBLEMS: "S14",
}


class Register(TextChoices):
    """What can be handed in as a table."""

    SITES = "sites", _("Sites")
    PEOPLE = "people", _("People")
    POSITIONS = "positions", _("Positions")


class Outcome(StrEnum):
    """What a row of a table would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


# As lists of offices say them, folded; the labels and the keys themselves are known as well.
ROLE_WORDS: dict[str, str] = {
    "υπαλληλοσ": Role.EMPLOYEE,
    "τεχνικοσ": Role.TECHNICIAN,
    "προισταμενοσ": Role.HEAD,
    "προισταμενη": Role.HEAD,
    "προισταμενοσ τμηματοσ": Role.HEAD,
    "στελεχοσ διευθυνσησ": Role.DIRECTORATE_STAFF,
    "υπαλληλοσ διευθυνσησ": Role.DIRECTORATE_STAFF,
    "διευθυντησ": Role.DIRECTOR,
    "διευθυντρια": Role.DIRECTOR,
    "διαχειριστησ": Role.ADMINISTRATOR,
    "διαχειριστρια": Role.ADMINISTRATOR,
    "ελεγκτησ": Role.AUDITOR,
    "ελεγκτρια": Role.AUDITOR,
}


# The columns of tables and what changes in them, as people read them.
FIELDS = {
    "key": pgettext_lazy("code", "Key"),
    "name_el": _("Name"),
    "prefecture": _("Prefecture"),
    "prefecture_id": _("Prefecture"),
    "municipality": _("Municipality"),
    "municipality_id": _("Municipality"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "email": _("E-mail"),
    "service": _("Office"),
    "site": pgettext_lazy("building", "Site"),
    "site_id": pgettext_lazy("building", "Site"),
    "person": _("Person"),
    "unit": _("Unit"),
    "role": _("Role"),
    "starts_on": _("From"),
    "ends_on": _("Until"),
    "name_en": _("Name in English"),
    "short_el": _("Short name"),
    "genitive_el": _("Name in the genitive"),
    "capital_el": _("Capital"),
    "seat_el": _("Seat"),
    "kind": _("Kind"),
    "parent_id": _("Above it"),
    "duties": _("Competences"),
    "municipalities": _("Municipalities"),
    "statute": _("Statute"),
    "website": _("Website"),
    "codes": _("Codes"),
    "unverified": _("Not verified"),
    "is_abolished": _("Abolished"),
    "is_seat": _("Is the seat's"),
    "tile_column": _("Column on the map"),
    "tile_row": _("Row on the map"),
}


class Basis(StrEnum):
    """Why a unit is the competent one."""

    LOCAL = "local"
    SEAT = "seat"
    GENERAL = "general"


class Held(NamedTuple):
    """A duty as the rules read it: in one prefecture, or everywhere when it names none.

    ``is_local_unit`` says that the unit was made for that prefecture alone (S6); ``depth`` counts
    the units above it, so that a department does the work of its directorate.
    """

    unit_key: str
    competence: str
    prefecture_key: str | None
    clause: str
    is_local_unit: bool = False
    depth: int = 0


class Ruling(NamedTuple):
    """Who is competent, on which basis, and the clauses that say so."""

    unit_key: str
    basis: Basis
    clause: str
