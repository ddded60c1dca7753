#!/usr/bin/env python3
"""schema_check.py SCHEMA.json FILE.json...     Exit 0 when every file meets the JSON Schema, 1 with the first fault otherwise."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 64
    schema = json.loads(Path(sys.argv[1]).read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for path in sys.argv[2:]:
        for fault in validator.iter_errors(json.loads(Path(path).read_text())):
            print(f"FAIL {path} at {fault.json_path}: {fault.message[:200]}")
            return 1
    print(f"PASS {len(sys.argv) - 2} files meet {sys.argv[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
