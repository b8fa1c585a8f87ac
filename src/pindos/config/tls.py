"""Our certificate, looked at with OpenSSL; read only by a process that has one to look at."""

import socket
import ssl
from pathlib import Path


def refusal(chain: Path, key: Path) -> str:
    """Why these two cannot be used; empty when they can be read and belong together."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(chain, key)
    except (OSError, ssl.SSLError) as error:
        return str(error.strerror or error)
    return ""


def unverified(line: socket.socket) -> ssl.SSLSocket:
    """The same line, encrypted; whoever is at its other end is not asked for proof."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(line)
