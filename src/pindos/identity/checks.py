"""Whether whoever runs the house has a second factor."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.identity.models import Account
from pindos.identity.queries import sign_in_policy
from pindos.kernel.health import SECRETS, Asked, Finding, Level, looks_at
from pindos.organisation.queries import people_with_role
from pindos.organisation.terms import Role


@looks_at(SECRETS, Asked.RISK)
def administrators() -> Iterator[Finding]:
    """Each open account of an administrator, and whether a password alone opens it."""
    people = people_with_role(Role.ADMINISTRATOR)
    accounts = Account.objects.filter(is_active=True, person_id__in=people)
    bare = accounts.filter(factors=None)
    n, without = accounts.count(), bare.count()
    is_asked = Role.ADMINISTRATOR in sign_in_policy().roles
    words = ngettext("%(n)s account has one", "%(n)s accounts have one", n - without)
    lacking = ngettext("%(n)s has none", "%(n)s have none", without)
    said = [words % {"n": n - without}]
    if without:
        said.append(lacking % {"n": without})
    is_fine = n > 0 and not without and is_asked
    level = Level.DOWN if n == 0 else Level.OK if is_fine else Level.WARN
    yield Finding(
        "secrets.factor",
        level,
        _("Second factor of administrators"),
        ", ".join(said),
        "" if is_fine else _("Ask it of administrators, and have each of them add one."),
        count=n - without,
        page="identity:sign-in-policy-set",
    )
