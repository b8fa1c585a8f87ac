"""A real directory (Debian's OpenLDAP) on free ports of this machine, with 200 Greek people."""

import base64
import datetime
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.postgres import free_port
from tests.run.house import PATIENCE, until_open

SLAPD, SLAPADD = "/usr/sbin/slapd", "/usr/sbin/slapadd"
BASE = "dc=epirus,dc=example"
SERVICE = f"cn=pindos,{BASE}"
SERVICE_PASSWORD = "Μετσοβο-1913"
PASSWORD = "Σιδηρόδρομος 12 Άρτας"
SCHEMA = Path("/etc/ldap/schema")
CONFIG = """
include {schema}/core.schema
include {schema}/cosine.schema
include {schema}/inetorgperson.schema
include {home}/ad.schema
pidfile {home}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile {home}/ca.pem
TLSCertificateFile {home}/server.pem
TLSCertificateKeyFile {home}/server.key
disallow bind_anon
database mdb
directory {home}/data
suffix "{base}"
rootdn "cn=root,{base}"
rootpw {root}
maxsize 67108864
sizelimit size.soft=100 size.hard=100 size.prtotal=unlimited
index objectClass,sAMAccountName,mail eq
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
"""
AD_SCHEMA = """
attributetype ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch
  SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.102 NAME 'memberOf' EQUALITY distinguishedNameMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 )
attributetype ( 1.2.840.113556.1.2.141 NAME 'department' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
"""  # OpenLDAP's own msuser.schema has no rules of equality: nothing can be looked up by it
ROOT = "ρίζα-του-δέντρου"
GIVEN = ["Ελένη", "Γιώργος", "Ανθή", "Δημήτριος", "Σοφία", "Αχιλλέας", "Ευδοκία", "Ιάσων"]
FAMILY = ["Παπαδοπούλου", "Αναγνωστόπουλος", "Καλογήρου", "Τσακίρης", "Ζιάκα", "Μαΐστρος"]
GROUP = f"cn=Τεχνικοί Πληροφορικής,ou=groups,{BASE}"


class Running:
    """The directory as a test sees it."""

    def __init__(self, home, port, tls_port):
        self.home, self.port, self.tls_port = home, port, tls_port

    @property
    def ca(self):
        return (self.home / "ca.pem").read_text()

    def modify(self, dn, *lines):
        """Change an entry as an administrator of the directory does."""
        ldif = "\n".join([f"dn:: {b64(dn)}", "changetype: modify", *lines]) + "\n"
        self._tell("ldapmodify", ldif)

    def remove(self, dn):
        self._tell("ldapmodify", f"dn:: {b64(dn)}\nchangetype: delete\n")

    def add(self, number, **changed):
        self._tell("ldapadd", entry_of(number, **changed))

    def _tell(self, program, ldif):
        where = ["-x", "-H", f"ldap://127.0.0.1:{self.port}", "-D", f"cn=root,{BASE}", "-w", ROOT]
        subprocess.run([program, *where], input=ldif.encode(), check=True, capture_output=True)


def b64(text):
    return base64.b64encode(text.encode()).decode()


def dn_of(number):
    return f"cn={name_of(number)[1]} {number},ou=people,{BASE}"


def name_of(number):
    return GIVEN[number % len(GIVEN)], FAMILY[number % len(FAMILY)]


def entry_of(number, *, login=None, mail=None, department=None, group=None, control="512"):
    given, family = name_of(number)
    values = {
        "objectClass": ["inetOrgPerson", "extensibleObject"],
        "cn": [f"{family} {number}"],
        "sn": [family],
        "givenName": [given],
        "sAMAccountName": [login or f"u{number}"],
        "mail": [mail or f"u{number}@epirus.example"],
        "telephoneNumber": [f"2385 000 {number:03}"],
        "department": [department or "Τμήμα Πληροφορικής Φλώρινας"],
        "userAccountControl": [control],
        "userPassword": [PASSWORD],
    }
    if group:
        values["memberOf"] = [group]
    lines = [f"{name}:: {b64(each)}" for name, found in values.items() for each in found]
    return "\n".join([f"dn:: {b64(dn_of(number))}", *lines]) + "\n\n"


def ldif_of(count):
    tops = [
        f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: epirus\no: epirus\n",
        f"dn: ou=people,{BASE}\nobjectClass: organizationalUnit\nou: people\n",
        f"dn: {SERVICE}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\n"
        f"cn: pindos\nuserPassword:: {b64(SERVICE_PASSWORD)}\n",
    ]
    return "\n".join(tops) + "\n" + "".join(entry_of(each) for each in range(count))


def make_certificates(home):
    """An authority of our own and a certificate of it for this machine."""
    now = datetime.datetime.now(datetime.UTC)
    authority, key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )

    def named(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    def signed(subject, public, *extensions):
        builder = (
            x509.CertificateBuilder()
            .subject_name(named(subject))
            .issuer_name(named("Αρχή Ηπείρου"))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=30))
        )
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, is_critical)
        made = builder.sign(authority, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.PEM)

    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    )
    root = x509.BasicConstraints(ca=True, path_length=None)
    (home / "ca.pem").write_bytes(signed("Αρχή Ηπείρου", authority.public_key(), (root, True)))
    (home / "server.pem").write_bytes(signed("localhost", key.public_key(), (names, False)))
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (home / "server.key").write_bytes(private)


@contextmanager
def slapd(count=200):
    assert Path(SLAPD).exists(), "make test installs slapd"
    home = Path(tempfile.mkdtemp(prefix="pindos-slapd-"))
    (home / "data").mkdir()
    make_certificates(home)
    (home / "ad.schema").write_text(AD_SCHEMA)
    config = home / "slapd.conf"
    config.write_text(CONFIG.format(schema=SCHEMA, home=home, base=BASE, root=ROOT))
    load = [SLAPADD, "-q", "-f", str(config)]
    loaded = subprocess.run(load, input=ldif_of(count).encode(), capture_output=True)
    assert loaded.returncode == 0, loaded.stderr.decode()[-2000:]
    port, tls_port = free_port(), free_port()
    urls = f"ldap://127.0.0.1:{port} ldaps://127.0.0.1:{tls_port}"
    log = (home / "log").open("wb")
    server = subprocess.Popen(
        [SLAPD, "-f", str(config), "-h", urls, "-d", "0"], stderr=log, stdout=log
    )
    try:
        until_open(port, server, (home / "log").read_text)
        yield Running(home, port, tls_port)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)
        shutil.rmtree(home, ignore_errors=True)
