#!/usr/bin/env python3
"""sign_again.py IN.pdf OUT.pdf     Adds a second signature, by a stranger with a certificate made on the spot, through pyHanko.

The first signature stays what it was: an incremental update is appended, as any other program would do it.
"""

import datetime
import sys
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers


def stranger(folder: Path) -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stranger")])
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(9)
    builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret))
    return signers.SimpleSigner.load(str(folder / "key.pem"), str(folder / "cert.pem"))


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    with tempfile.TemporaryDirectory() as folder, open(sys.argv[1], "rb") as source, open(sys.argv[2], "wb") as target:
        meta = signers.PdfSignatureMetadata(
            field_name="Stranger", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
        )
        signers.sign_pdf(IncrementalPdfFileWriter(source), meta, signer=stranger(Path(folder)), output=target)
    print(f"PASS {sys.argv[2]} has one signature more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
