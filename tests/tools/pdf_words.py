#!/usr/bin/env python3
"""pdf_words.py [--rules N] FILE.pdf...

Every word that pdftotext finds lies inside its page, and no ruled line of the page runs through a word: so each stays in
its column and its row. The lines are read from the page's own drawing commands. --rules N asks for at least N upright
lines in the file, so that a table that lost its rules does not pass for tidy. A word that lies wholly outside the page is
not seen here, since pdftotext leaves it out: the search for every cell's text finds that. Exit 0 tidy, 1 not, with one line.
"""

import argparse
import bisect
import subprocess
import sys
from xml.etree import ElementTree

import pikepdf

# A rule may touch the edge of a glyph's box, which is wider than its ink; it may not enter it by more than this (pt).
TOUCH = 0.6
# Shorter strokes are marks, not rules (pt).
SHORTEST = 4.0
# A filled rectangle thinner than this is a line that was drawn as an area (pt).
THIN = 1.5


def multiply(m, n):
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )


def apply(m, x, y):
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def segments(page):
    """The straight strokes of a page, as ((x0, y0), (x1, y1)) in PDF coordinates."""
    matrix, stack, path, start, found = (1, 0, 0, 1, 0, 0), [], [], None, []
    for instruction in pikepdf.parse_content_stream(page, "q Q cm m l h re S s f F f* B B* b b* n"):
        operator, values = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q":
            matrix = stack.pop() if stack else matrix
        elif operator == "cm":
            matrix = multiply([float(v) for v in values], matrix)
        elif operator == "m":
            start = point = apply(matrix, *(float(v) for v in values))
            path.append([point])
        elif operator == "l" and path:
            path[-1].append(apply(matrix, *(float(v) for v in values)))
        elif operator == "h" and path and start:
            path[-1].append(start)
        elif operator == "re":
            x, y, width, height = (float(v) for v in values)
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            path.append([apply(matrix, *c) for c in corners])
        elif operator in ("S", "s", "B", "B*", "b", "b*"):
            found += [pair for part in path for pair in zip(part, part[1:])]
            path = []
        elif operator in ("f", "F", "f*"):
            for part in path:
                xs, ys = [p[0] for p in part], [p[1] for p in part]
                if max(xs) - min(xs) < THIN or max(ys) - min(ys) < THIN:
                    found.append(((min(xs), min(ys)), (max(xs), max(ys))))
            path = []
        elif operator == "n":
            path = []
    return found


def rules(page, height):
    """Upright and level rules with y measured from the top, each sorted by its fixed coordinate."""
    upright, level = [], []
    for (x0, y0), (x1, y1) in segments(page):
        wide, tall = abs(x1 - x0), abs(y1 - y0)
        if tall >= SHORTEST and wide < THIN:
            upright.append(((x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1)))
        elif wide >= SHORTEST and tall < THIN:
            level.append((height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    return sorted(upright), sorted(level)


def crossing(lines, low, high, middle):
    """The first line whose coordinate lies inside (low, high) and that spans `middle` on the other axis."""
    at = bisect.bisect_right(lines, (low + TOUCH,))
    while at < len(lines) and lines[at][0] < high - TOUCH:
        if lines[at][1] < middle < lines[at][2]:
            return lines[at]
        at += 1
    return None


def check(path, wanted_rules):
    xml = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True).stdout
    # pdftotext writes some control characters of a broken text as they are, which XML does not know.
    xml = bytes(b for b in xml if b >= 32 or b in (9, 10, 13))
    space = {"h": "http://www.w3.org/1999/xhtml"}
    pages = ElementTree.fromstring(xml).findall(".//h:page", space)
    words = uprights = 0
    with pikepdf.open(path) as pdf:
        if len(pages) != len(pdf.pages):
            raise ValueError(f"pdftotext sees {len(pages)} pages of {len(pdf.pages)}")
        for number, (seen, page) in enumerate(zip(pages, pdf.pages), start=1):
            width, height = float(seen.get("width")), float(seen.get("height"))
            upright, level = rules(page, height)
            uprights += len(upright)
            for word in seen.findall("h:word", space):
                words += 1
                x0, y0, x1, y1 = (float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax"))
                where = f"page {number}: “{word.text}” at {x0:.1f},{y0:.1f}"
                if x0 < 0 or y0 < 0 or x1 > width or y1 > height:
                    raise ValueError(f"{where} leaves the page")
                if line := crossing(upright, x0, x1, (y0 + y1) / 2):
                    raise ValueError(f"{where} crosses the upright rule at x {line[0]:.1f}")
                # A glyph's box reaches well above and below its ink: only a line through the middle half is a fault.
                quarter = (y1 - y0) / 4
                if line := crossing(level, y0 + quarter, y1 - quarter, (x0 + x1) / 2):
                    raise ValueError(f"{where} is struck through by the rule at y {line[0]:.1f}")
    if words == 0:
        raise ValueError("no word at all")
    if uprights < wanted_rules:
        raise ValueError(f"{uprights} upright rules, fewer than {wanted_rules}")
    return words


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules", type=int, default=0)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    words = 0
    for path in arguments.files:
        try:
            words += check(path, arguments.rules)
        except Exception as error:  # whatever went wrong, the file was not found tidy
            print(f"FAIL {path}: {error}")
            return 1
    print(f"PASS {words} words in {len(arguments.files)} files lie inside their pages, columns and rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
