"""Codes of an authenticator app: RFC 6238 as every app knows it, six digits a half minute."""

import hmac
from base64 import b32decode, b32encode
from datetime import datetime
from secrets import token_bytes

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from pindos.kernel.later import qrcode, qrcode_svg

STEP = 30  # seconds
ISSUER = "Pindos"


def new_secret() -> str:
    """160 random bits, in letters that can be typed."""
    return b32encode(token_bytes(20)).decode()


def code_at(secret: str, moment: datetime) -> str:
    """The code that the app shows at a moment."""
    return _totp(secret).generate(int(moment.timestamp())).decode()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half minute of which it is the code, if that is this one or one of its neighbours."""
    here = int(now.timestamp()) // STEP
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        return None
    found = [
        step
        for step in (here - 1, here, here + 1)
        if hmac.compare_digest(_totp(secret).generate(step * STEP), code.encode())
    ]
    return max(found, default=None)


def address_of(secret: str, username: str) -> str:
    """What the app reads from the picture."""
    return _totp(secret).get_provisioning_uri(username, ISSUER)


def picture_of(address: str) -> str:
    """The picture itself, as SVG that stands in the page."""
    code = qrcode.QRCode(border=2, image_factory=qrcode_svg.SvgPathImage)
    code.add_data(address)  # type: ignore[no-untyped-call]
    drawn = code.make_image()
    return str(drawn.to_string(encoding="unicode"))  # type: ignore[no-untyped-call]


def _totp(secret: str) -> TOTP:
    return TOTP(b32decode(secret), 6, SHA1(), STEP, enforce_key_length=False)  # noqa: S303
