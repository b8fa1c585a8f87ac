"""Checkpoints: signed words about how far the chain had come, to be kept on another machine.

Whoever can write the database can also seal it anew; they cannot take back a checkpoint that
somebody else keeps, nor sign another one without the key. Ed25519 (RFC 8032).
"""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused

FORM = 1  # the version of the file
KEY_FILE = "audit-checkpoints.pem"
PUBLIC_FILE = "public-key.pem"
LARGEST = 10_000  # bytes: a checkpoint is a few hundred


class Checkpoint(NamedTuple):
    """The chain held ``events`` events at ``at``; the last had number ``seq`` and this hash."""

    instance: str
    seq: int
    hash: str
    at: str
    events: int


def own_key() -> Ed25519PrivateKey:
    """The key that signs; made when first needed, readable by its owner only."""
    path = Path(settings.KEYS) / KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _write_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused(_("%(path)s is no Ed25519 key.") % {"path": path})
    return key


def _write_key(path: Path) -> None:
    """Appear whole or not at all, also when two processes begin at once."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    part = path.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        path.hardlink_to(part)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def public_pem() -> bytes:
    """The public key, for whoever keeps the checkpoints."""
    return own_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def instance_name() -> str:
    """This instance: the beginning of the SHA-256 of its public key."""
    raw = own_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def new_checkpoint(*, seq: int, head: str, at: datetime) -> Checkpoint:
    """Words about the chain as it stands."""
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    return Checkpoint(instance_name(), seq, head, moment, seq)


def signed(checkpoint: Checkpoint) -> str:
    """The file's text: the words and the signature over them."""
    words = {"form": FORM, **checkpoint._asdict()}
    signature = b64encode(own_key().sign(_canonical(words))).decode()
    return json.dumps({**words, "signature": signature}, indent=1, sort_keys=True) + "\n"


def read_checkpoint(path: Path, public_key: Path | None = None) -> Checkpoint:
    """The words of a file, if its signature holds; refused otherwise.

    Without a public key kept elsewhere the instance's own is used: that shows damage, but not a
    forger who has the instance's key.
    """
    key = _public_key(public_key)
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("too long")
        words = json.loads(path.read_text())
        signature = b64decode(words.pop("signature"), validate=True)
        form = words.pop("form")
        checkpoint = Checkpoint(**words)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(
            _("%(path)s cannot be read as a checkpoint: %(error)s")
            % {"path": path, "error": error}
        ) from None
    try:
        key.verify(signature, _canonical({"form": form, **words}))
    except InvalidSignature:
        raise Refused(
            _("The signature of %(path)s does not fit the key: do not trust it.") % {"path": path}
        ) from None
    return checkpoint


def newest_checkpoint() -> Checkpoint | None:
    """The one that was exported last, as far as it is still here."""
    found = sorted(Path(settings.CHECKPOINTS).glob("checkpoint-*.json"))
    return read_checkpoint(found[-1]) if found else None


def keep(checkpoint: Checkpoint, to: Path | None = None) -> Path:
    """Write the signed file, whole or not at all; beside the others when no place is named."""
    folder = Path(settings.CHECKPOINTS)
    if to is None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / PUBLIC_FILE).write_bytes(public_pem())
        stamp = checkpoint.at.replace("-", "").replace(":", "").partition("+")[0]
        to = folder / f"checkpoint-{stamp}Z-{checkpoint.seq:012}.json"
    part = to.with_name(f"{to.name}.part")
    try:
        part.write_text(signed(checkpoint))
        part.replace(to)
    except OSError as error:
        raise Refused(
            _("The checkpoint cannot be written: %(error)s") % {"error": error}
        ) from None
    return to


def _public_key(path: Path | None) -> Ed25519PublicKey:
    if path is None:
        return own_key().public_key()
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(
            _("%(path)s is no public key: %(error)s") % {"path": path, "error": error}
        ) from None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(_("%(path)s is no Ed25519 key.") % {"path": path})
    return key


def _canonical(words: Mapping[str, object]) -> bytes:
    return json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
