#!/usr/bin/env python3
"""controls.py      Each checker of this folder passes a good file and refuses a bad one: a checker that cannot fail proves nothing.

Everything is made on the spot in a temporary folder: papers by typst, a certificate and signatures by the libraries.
"""

import base64
import datetime
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.jwk import ECKey
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

HERE = Path(__file__).parent
LEDGER = """
#set document(title: "t", date: datetime(year: 2026, month: 6, day: 26))
#set page(paper: "a4", flipped: true)
#set text(lang: "zh", font: "Noto Serif CJK SC")
#table(columns: (3cm, 3cm), table.header[problem][measure], [word], %s)
"""


def outcome(tool, *arguments):
    command = [sys.executable, HERE / tool] if tool.endswith(".py") else [HERE / tool]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class Controls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.at = Path(cls.folder.name)
        cls.key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "control")])
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(cls.key.public_key())
        builder = builder.serial_number(7).not_valid_before(now - datetime.timedelta(days=1))
        builder = builder.not_valid_after(now + datetime.timedelta(days=1))
        usage = dict.fromkeys(
            ["data_encipherment", "key_agreement", "key_encipherment", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"],
            False,
        )
        usage = x509.KeyUsage(digital_signature=True, content_commitment=True, **usage)
        cls.leaf = builder.add_extension(usage, critical=True).sign(cls.key, hashes.SHA256())
        (cls.at / "leaf.pem").write_bytes(cls.leaf.public_bytes(serialization.Encoding.PEM))
        secret = serialization.NoEncryption()
        pkcs8 = cls.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret)
        (cls.at / "leaf.key").write_bytes(pkcs8)

    def paper(self, name, cell, **options):
        source = self.at / f"{name}.typ"
        source.write_text(LEDGER % cell)
        path = self.at / f"{name}.pdf"
        path.write_bytes(typst.compile(str(source), **options))
        return path

    def expect(self, code, tool, *arguments):
        got, said = outcome(tool, *map(str, arguments))
        self.assertEqual(got, code, said)
        self.assertEqual(said.count("\n"), 1, f"one line, not: {said}")

    def test_pdfa(self):
        good = self.paper("good", "[fits]", pdf_standards=["a-3a", "ua-1"])
        self.expect(0, "pdfa", good, good)
        self.expect(1, "pdfa", good, self.paper("plain", "[fits]"))
        half = self.paper("half", "[fits]", pdf_standards=["a-3a"])
        self.expect(1, "pdfa", half)

    def test_words(self):
        self.expect(0, "pdf_words.py", "--rules", 3, self.paper("tidy", "[fits]"))
        self.expect(1, "pdf_words.py", "--rules", 99, self.paper("tidy", "[fits]"))
        self.expect(1, "pdf_words.py", self.paper("wide", "[#box(width: 1cm)[Donaudampfschifffahrtsgesellschaft]]"))
        self.expect(1, "pdf_words.py", self.paper("low", "[#move(dy: 8pt)[sunk]]"))
        self.expect(1, "pdf_words.py", self.paper("off", "[#place(dx: 23.5cm)[outside]]"))

    def test_jose(self):
        payload = b'{"a":1}'
        (self.at / "packet.json").write_bytes(payload)
        (self.at / "other.json").write_bytes(payload + b"\n")
        chain = [base64.b64encode(self.leaf.public_bytes(serialization.Encoding.DER)).decode()]
        key = ECKey.import_key((self.at / "leaf.key").read_text())
        member = {"protected": {"alg": "ES256", "typ": "control+jws", "x5c": chain}}
        registry = jws.JWSRegistry(algorithms=["ES256"])
        registry.max_header_length = 4096
        signed = jws.serialize_json(member, payload, key, registry=registry)
        del signed["payload"]
        path = self.at / "packet.jws"
        path.write_text(json.dumps(signed))
        self.expect(0, "jose_verify.py", path, self.at / "packet.json", "--typ", "control+jws")
        self.expect(1, "jose_verify.py", path, self.at / "packet.json", "--typ", "another+jws")
        self.expect(1, "jose_verify.py", path, self.at / "other.json")

    def test_recount(self):
        sample = HERE / "../../assets/sample/school.json"
        expected = json.loads(sample.read_text())["expected"]
        good, wrong = self.at / "good.json", self.at / "wrong.json"
        good.write_text(json.dumps(expected))
        expected["numbers"]["by_form"]["肢体"] += 1
        wrong.write_text(json.dumps(expected))
        self.expect(0, "recount.py", sample, good)
        self.expect(1, "recount.py", sample, wrong)

    def test_signatures(self):
        plain = self.paper("unsigned", "[fits]")
        signer = signers.SimpleSigner.load(str(self.at / "leaf.key"), str(self.at / "leaf.pem"))
        signed = self.at / "signed.pdf"
        with plain.open("rb") as source, signed.open("wb") as target:
            meta = signers.PdfSignatureMetadata(field_name="S1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
            signers.sign_pdf(IncrementalPdfFileWriter(source), meta, signer=signer, output=target)
        ca = self.at / "leaf.pem"
        self.expect(0, "pyhanko_check.py", "--ca", ca, signed)
        self.expect(1, "pyhanko_check.py", "--ca", ca, plain)
        self.expect(1, "pyhanko_check.py", "--ca", ca, "--signatures", 2, signed)
        longer = self.at / "longer.pdf"
        longer.write_bytes(signed.read_bytes() + b"% more\n")
        self.expect(1, "pyhanko_check.py", "--ca", ca, longer)
        changed = bytearray(signed.read_bytes())
        changed[len(plain.read_bytes()) // 2] ^= 1
        broken = self.at / "broken.pdf"
        broken.write_bytes(changed)
        self.expect(1, "pyhanko_check.py", "--ca", ca, broken)


if __name__ == "__main__":
    unittest.main()
