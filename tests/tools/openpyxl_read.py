"""python openpyxl_read.py FILE

Reads every row of a workbook's first sheet, as values, in both ways that openpyxl has, and prints the milliseconds by the clock
of each. Nothing is done with the rows. Exit 0 read, 1 not readable, 64 usage.
"""

import json
import sys
import time

import openpyxl


def read(path: str, lazily: bool) -> tuple[float, int]:
    begun = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=lazily, data_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return (time.perf_counter() - begun) * 1000, rows


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        whole, rows = read(sys.argv[1], False)
        lazily, _ = read(sys.argv[1], True)
    except Exception as error:
        print(f"cannot read: {error}", file=sys.stderr)
        return 1
    print(json.dumps({"whole": whole, "lazily": lazily, "rows": rows}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
