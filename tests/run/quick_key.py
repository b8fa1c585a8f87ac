"""Lets restic open a repository at once: on a small one it does little else.

restic makes its key so that each opening takes half a second of a processor, against whoever
guesses passwords. Here the same master key is sealed again with the same password, by scrypt with
the least work; nothing else of the repository changes.
"""

import base64
import hashlib
import json
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.poly1305 import Poly1305

LEAST = {"N": 2, "r": 1, "p": 1}
MOST = 256 * 1024 * 1024  # bytes that scrypt may take


def open_quickly(repository, password):
    """Seal the one key of a repository again; the password is in a file."""
    (path,) = (repository / "keys").iterdir()
    secret = password.read_text().rstrip("\n").encode()
    kept = json.loads(path.read_text())
    master = _opened(_derived(secret, kept), base64.b64decode(kept["data"]))
    kept |= LEAST
    kept["data"] = base64.b64encode(_sealed(_derived(secret, kept), master)).decode()
    written = json.dumps(kept).encode()
    path.unlink()
    (repository / "keys" / hashlib.sha256(written).hexdigest()).write_bytes(written)


def _derived(secret, kept):
    salt, work = base64.b64decode(kept["salt"]), {name: kept[name] for name in LEAST}
    work = {name.lower(): value for name, value in work.items()}
    return hashlib.scrypt(secret, salt=salt, dklen=64, maxmem=MOST, **work)


def _opened(key, data):
    nonce, sealed, tag = data[:16], data[16:-16], data[-16:]
    Poly1305.verify_tag(_for_the_tag(key, nonce), sealed, tag)
    return _turned(key, nonce, sealed)


def _sealed(key, text):
    nonce = os.urandom(16)
    sealed = _turned(key, nonce, text)
    return nonce + sealed + Poly1305.generate_tag(_for_the_tag(key, nonce), sealed)


def _turned(key, nonce, text):
    return Cipher(algorithms.AES(key[:32]), modes.CTR(nonce)).encryptor().update(text)


def _for_the_tag(key, nonce):
    whole = Cipher(algorithms.AES(key[32:48]), modes.ECB()).encryptor()
    return key[48:] + whole.update(nonce)
