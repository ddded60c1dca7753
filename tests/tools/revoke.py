#!/usr/bin/env python3
"""revoke.py CA.pem CA.key PACKET.jws|none OUT.crl     Writes a revocation list (PEM) of the CA by the cryptography library.

It names the certificate in the header of PACKET.jws, or with `none` another one.
"""

import base64
import datetime
import json
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization


def serial_of(jws: str) -> int:
    if jws == "none":
        return 12345
    header = json.loads(base64.urlsafe_b64decode(json.loads(Path(jws).read_text())["protected"] + "=="))
    return x509.load_der_x509_certificate(base64.b64decode(header["x5c"][0])).serial_number


def main() -> int:
    if len(sys.argv) != 5:
        print(__doc__, file=sys.stderr)
        return 64
    ca = x509.load_pem_x509_certificate(Path(sys.argv[1]).read_bytes())
    key = serialization.load_pem_private_key(Path(sys.argv[2]).read_bytes(), None)
    day = datetime.datetime(2026, 6, 1, tzinfo=datetime.timezone.utc)
    revoked = x509.RevokedCertificateBuilder().serial_number(serial_of(sys.argv[3])).revocation_date(day).build()
    builder = x509.CertificateRevocationListBuilder().issuer_name(ca.subject).last_update(day)
    builder = builder.next_update(day + datetime.timedelta(days=365)).add_revoked_certificate(revoked)
    builder = builder.add_extension(x509.CRLNumber(1), critical=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.public_key())
    builder = builder.add_extension(identifier, critical=False)
    listed = builder.sign(key, hashes.SHA256())
    Path(sys.argv[4]).write_bytes(listed.public_bytes(serialization.Encoding.PEM))
    print(f"PASS {sys.argv[4]} is a revocation list")
    return 0


if __name__ == "__main__":
    sys.exit(main())
