"""Passkeys: what is said to the browser, and whether its answer can be believed (WebAuthn)."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

MUST = UserVerificationRequirement.REQUIRED  # so that a passkey alone is both factors
FAULTS = (ValueError, TypeError, KeyError, AttributeError, IndexError)


class Asked(NamedTuple):
    """What the browser is asked, and what must be remembered until it answers."""

    options: dict[str, Any]
    state: dict[str, Any]


class Key(NamedTuple):
    """A passkey as it is kept: its handle, its public part, how often it says it was used."""

    handle: str
    public: str
    uses: int


class NotBelieved(Exception):
    """The answer is not one to this question, or not by this key."""


def fits(host: str, *, is_secure: bool) -> bool:
    """Whether browsers have passkeys here: under a name, and encrypted or on this machine."""
    name = _name(host)
    try:
        ip_address(name)
    except ValueError:
        return is_secure or name == "localhost"
    return False


def ask_to_make(host: str, *, account_id: int, name: str, title: str, keys: list[Key]) -> Asked:
    """Ask the browser for a new key; those that are there already are not made twice."""
    user = PublicKeyCredentialUserEntity(
        id=str(account_id).encode(), name=name, display_name=title
    )
    options, state = _server(host).register_begin(
        user,
        [_credential(key) for key in keys],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=MUST,
    )
    return Asked(dict(options), dict(state))


def made(host: str, state: dict[str, Any], answer: Any) -> Key:
    """The new key; NotBelieved when it was not made for this question."""
    try:
        data = _server(host).register_complete(state, answer)
        credential = data.credential_data
        if credential is None:
            raise NotBelieved
    except FAULTS as error:
        raise NotBelieved from error
    public = b64encode(bytes(credential)).decode()
    return Key(websafe_encode(credential.credential_id), public, data.counter)


def ask_to_show(host: str, keys: Iterable[Key] = ()) -> Asked:
    """Ask the browser for one of these keys; of none, for any that it has for us."""
    known = [_credential(key) for key in keys]
    options, state = _server(host).authenticate_begin(known or None, user_verification=MUST)
    return Asked(dict(options), dict(state))


def handle_in(answer: Any) -> str:
    """Which key the answer says it is by; NotBelieved when it does not say."""
    try:
        return websafe_encode(AuthenticationResponse.from_dict(answer).raw_id)
    except FAULTS as error:
        raise NotBelieved from error


def shown(host: str, state: dict[str, Any], answer: Any, key: Key) -> int:
    """How often the key was used; NotBelieved for a wrong answer or a copied key."""
    try:
        _server(host).authenticate_complete(state, [_credential(key)], answer)
        uses = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except FAULTS as error:
        raise NotBelieved from error
    if (uses or key.uses) and uses <= key.uses:
        raise NotBelieved
    return int(uses)


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name="Pindos", id=_name(host)))


def _name(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""


def _credential(key: Key) -> AttestedCredentialData:
    return AttestedCredentialData(b64decode(key.public))
