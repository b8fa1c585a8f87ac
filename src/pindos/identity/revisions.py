"""The rules of signing in, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.identity.commands import set_sign_in_policy
from pindos.identity.queries import policy_unit_of, sign_in_policy
from pindos.kernel.access import Viewer
from pindos.kernel.revisions import Revisable, Values, revisable


def _now(viewer: Viewer, _pk: int) -> Values:
    policy_unit_of(viewer)
    policy = sign_in_policy()
    return {"roles": policy.roles, "grace_days": policy.grace_days}


def _put(viewer: Viewer, _pk: int, values: Values) -> None:
    set_sign_in_policy(
        viewer=viewer, roles=list(values["roles"]), grace_days=int(values["grace_days"])
    )


revisable(
    Revisable(
        thing="identity.signinpolicy",
        label=_("Sign-in rules"),
        events=frozenset({"identity.SignInPolicyChanged"}),
        now=_now,
        put=_put,
        needs_proof=True,
    )
)
