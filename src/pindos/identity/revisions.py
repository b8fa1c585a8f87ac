"""The rules of signing in and the OpenID provider, put back to what they were; no secret is."""

from django.utils.translation import gettext_lazy as _

from pindos.identity.commands import set_provider, set_sign_in_policy
from pindos.identity.commands.openid import SHOWN
from pindos.identity.models import Provider
from pindos.identity.queries import policy_unit_of, sign_in_policy, the_provider
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, revisable


def _now(viewer: Viewer, _pk: int) -> Values:
    policy_unit_of(viewer)
    policy = sign_in_policy()
    return {"roles": policy.roles, "grace_days": policy.grace_days}


def _put(viewer: Viewer, _pk: int, values: Values) -> None:
    set_sign_in_policy(
        viewer=viewer, roles=list(values["roles"]), grace_days=int(values["grace_days"])
    )


def _provider_now(viewer: Viewer, _pk: int) -> Values:
    policy_unit_of(viewer)
    row = the_provider()
    if row is None:
        raise NotFound
    return {name: getattr(row, name) for name in SHOWN}


def _put_provider(viewer: Viewer, _pk: int, values: Values) -> None:
    usual = Provider()
    was = {
        name: values[name] if values[name] is not None else getattr(usual, name) for name in SHOWN
    }
    set_provider(viewer=viewer, values=was)


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
revisable(
    Revisable(
        thing="identity.provider",
        label=_("OpenID provider"),
        events=frozenset({"identity.ProviderChanged"}),
        now=_provider_now,
        put=_put_provider,
        needs_proof=True,
    )
)
