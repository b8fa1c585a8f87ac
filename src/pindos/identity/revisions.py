"""Rules of signing in, directory and OpenID provider, put back to what they were; no secret is."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from pindos.identity.commands import set_directory, set_provider, set_sign_in_policy
from pindos.identity.commands.directory import SHOWN as OF_DIRECTORY
from pindos.identity.commands.openid import SHOWN
from pindos.identity.models import Directory, Provider
from pindos.identity.queries import policy_unit_of, sign_in_policy, the_directory, the_provider
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, revisable, the_only_one


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
    set_provider(viewer=viewer, values=_or_usual(Provider(), values, SHOWN))


def _directory_now(viewer: Viewer, _pk: int) -> Values:
    policy_unit_of(viewer)
    row = the_directory()
    if row is None:
        raise NotFound
    return {name: getattr(row, name) for name in OF_DIRECTORY}


def _put_directory(viewer: Viewer, _pk: int, values: Values) -> None:
    set_directory(viewer=viewer, values=_or_usual(Directory(), values, OF_DIRECTORY))


def _or_usual(usual: Model, values: Values, names: Iterable[str]) -> Values:
    """What is put back; what had no value before the first time is what it is at first."""
    was = {name: values[name] for name in names}
    return {name: getattr(usual, name) if value is None else value for name, value in was.items()}


revisable(
    Revisable(
        thing="identity.signinpolicy",
        label=_("Sign-in rules"),
        events=frozenset({"identity.SignInPolicyChanged"}),
        now=_now,
        put=_put,
        called=the_only_one,
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
        called=the_only_one,
        needs_proof=True,
    )
)
revisable(
    Revisable(
        thing="identity.directory",
        label=_("Sign-in by directory"),
        events=frozenset({"identity.DirectoryChanged"}),
        now=_directory_now,
        put=_put_directory,
        called=the_only_one,
        needs_proof=True,
    )
)
