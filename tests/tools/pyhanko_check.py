#!/usr/bin/env python3
"""pyhanko_check.py --ca PEM [--signatures N] [--at TIME] FILE.pdf...

Validates every signature of every file by pyHanko: whole (the last one covers the entire file), cryptographically
valid, of the PAdES subfilter, and trusted through the given certificate (a CA, or a self-signed signer). The judgement is
made at --at (RFC 3339), else at the time the signature claims. Exit 0 when all are, 1 otherwise, with one line.
"""

import argparse
import asyncio
import sys
from datetime import datetime

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


def certificates(path: str) -> list[Certificate]:
    with open(path, "rb") as file:
        return [Certificate.load(der) for _, _, der in pem.unarmor(file.read(), multiple=True)]


async def check(path: str, roots: list[Certificate], wanted: int, at: datetime | None) -> None:
    with open(path, "rb") as file:
        signatures = PdfFileReader(file).embedded_signatures
        if len(signatures) != wanted:
            raise ValueError(f"{len(signatures)} signatures, not {wanted}")
        for number, signature in enumerate(signatures, start=1):
            subfilter = signature.sig_object.get("/SubFilter")
            if subfilter != "/ETSI.CAdES.detached":
                raise ValueError(f"signature {number} has the subfilter {subfilter}")
            context = ValidationContext(
                trust_roots=roots,
                allow_fetching=False,
                revocation_mode="soft-fail",
                moment=at or signature.self_reported_timestamp,
            )
            status = await async_validate_pdf_signature(signature, signer_validation_context=context)
            if not (status.intact and status.valid):
                raise ValueError(f"signature {number} is broken: intact {status.intact}, valid {status.valid}")
            if not status.trusted:
                raise ValueError(f"signature {number} is not trusted: {status.trust_problem_indic}")
            if number == len(signatures) and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
                raise ValueError(f"the last signature covers {status.coverage.name} only")
            if not status.bottom_line:
                raise ValueError(f"signature {number}: {status.summary()}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ca", required=True)
    parser.add_argument("--signatures", type=int, default=1)
    parser.add_argument("--at", type=datetime.fromisoformat)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    for path in arguments.files:
        try:
            roots = certificates(arguments.ca)
            asyncio.run(check(path, roots, arguments.signatures, arguments.at))
        except Exception as error:  # whatever went wrong, the file was not found good
            print(f"FAIL {path}: {type(error).__name__}: {error}")
            return 1
    print(f"PASS {len(arguments.files)} files are signed, whole and trusted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
