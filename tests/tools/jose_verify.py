#!/usr/bin/env python3
"""jose_verify.py JWS PAYLOAD [--cert PEM] [--typ TYP]

Verifies a flattened JWS with a detached payload by joserfc, a JOSE library that shares no code with the programs.
PAYLOAD is the file whose exact bytes were signed (packet.json beside packet.jws). The key is that of the leaf
certificate in the header's x5c, or of --cert. A JWS that carries its payload is verified with PAYLOAD `-`.
Exit 0 verified, 1 not, with one line.
"""

import argparse
import base64
import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from joserfc import jws
from joserfc.jwk import ECKey


class Registry(jws.JWSRegistry):
    """The library's limits, with room for one certificate in the header."""

    max_header_length = 4096


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def leaf_of(header: dict, path: str | None) -> x509.Certificate:
    if path:
        with open(path, "rb") as file:
            return x509.load_pem_x509_certificate(file.read())
    chain = header["x5c"]
    if len(chain) != 1:
        raise ValueError(f"x5c holds {len(chain)} certificates, not exactly the leaf")
    return x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))


def verify(jws_path: str, payload_path: str, cert: str | None, typ: str | None) -> str:
    with open(jws_path, "rb") as file:
        signed = json.load(file)
    header = json.loads(base64.urlsafe_b64decode(signed["protected"] + "=="))
    if typ and header.get("typ") != typ:
        raise ValueError(f"typ is {header.get('typ')!r}, not {typ!r}")
    if payload_path != "-":
        if "payload" in signed:
            raise ValueError("the payload is not detached")
        with open(payload_path, "rb") as file:
            signed["payload"] = b64url(file.read())
    leaf = leaf_of(header, cert)
    pem = leaf.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    jws.deserialize_json(signed, ECKey.import_key(pem), registry=Registry(algorithms=["ES256"]))
    return leaf.subject.rfc4514_string()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("jws")
    parser.add_argument("payload")
    parser.add_argument("--cert")
    parser.add_argument("--typ")
    arguments = parser.parse_args()
    try:
        signer = verify(arguments.jws, arguments.payload, arguments.cert, arguments.typ)
    except Exception as error:  # whatever went wrong, the signature was not verified
        print(f"FAIL {arguments.jws}: {type(error).__name__}: {error}")
        return 1
    print(f"PASS {arguments.jws} is signed by {signer}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
