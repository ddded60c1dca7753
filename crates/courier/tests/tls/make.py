"""Makes the certificates of this folder with the PyPI package cryptography: python make.py.

ca.pem issues good.pem (1970 to 9999), expired.pem (until 2001) and future.pem (from 9000), all for localhost and 127.0.0.1
under leaf.key; other-ca.pem issues nothing. The CA keys are thrown away.
"""

import datetime
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

FIRST, LAST = datetime.datetime(1970, 1, 2), datetime.datetime(9999, 12, 30)


def name(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def certificate(subject, key, issuer, issuer_key, begin, end, extensions):
    builder = x509.CertificateBuilder(name(issuer), name(subject), key.public_key(), x509.random_serial_number(), begin, end)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def authority(path, subject):
    key = ec.generate_private_key(ec.SECP256R1())
    write(path, certificate(subject, key, subject, key, FIRST, LAST, [(x509.BasicConstraints(True, 0), True)]))
    return key


ca = authority("ca.pem", "Test bureau CA")
authority("other-ca.pem", "Another CA")
leaf = ec.generate_private_key(ec.SECP256R1())
pkcs8 = serialization.PrivateFormat.PKCS8
write("leaf.key", leaf.private_bytes(serialization.Encoding.PEM, pkcs8, serialization.NoEncryption()))
names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
use = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH])
for path, begin, end in [
    ("good.pem", FIRST, LAST),
    ("expired.pem", FIRST, datetime.datetime(2001, 1, 1)),
    ("future.pem", datetime.datetime(9000, 1, 1), LAST),
]:
    write(path, certificate("Test bureau", leaf, "Test bureau CA", ca, begin, end, [(names, False), (use, False)]))
