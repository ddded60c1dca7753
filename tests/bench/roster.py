"""An import of a school's pupils beside openpyxl, which only reads the same file. Ours reads it, finds the headings, makes the dry
run of every row, and enters all of them with guardians, pseudonyms and audit into an encrypted home, committed to the disk.
Milliseconds by the clock, since a commit waits; starting Python and making the home are not counted."""

import json
import shutil
import statistics

from measure import run

PUPILS, GOAL = 5_000, 2
MAKE = """
import sys
import openpyxl
book = openpyxl.Workbook()
page = book.active
page.append(["学号", "姓名", "性别", "班级", "出生日期", "是否住校", "监护人姓名", "与学生关系", "监护人电话"])
given = "安柏辰东恩帆歌禾嘉可澜明宁沛琦然苏桐文熙雅哲"
for n in range(int(sys.argv[2])):
    name = "赵钱孙李周吴郑王冯陈"[n % 10] + given[n // 10 % 22] + given[n // 220 % 22]
    month, day = 1 + n % 12, 1 + n % 28
    born = [f"2013-{month:02}-{day:02}", f"2013/{month}/{day}", f"2013.{month}.{day}", f"2013年{month}月{day}日"][n % 4]
    page.append([f"2025{n:05}", name, "男女"[n % 2], f"七年级{1 + n % 90}班", born, "是否"[n % 2], name[0] + "某", "父亲", f"139{n:08}"])
book.save(sys.argv[1])
"""


def measure(bench) -> None:
    report = bench.report
    report.title(f"5  an import of {PUPILS:,} pupils")
    book, folder = bench.folder / "pupils.xlsx", bench.folder / "import"
    run(bench.python, "-c", MAKE, book, PUPILS)
    ours, whole, lazily = [], [], []
    for _ in range(bench.rounds):
        shutil.rmtree(folder, ignore_errors=True)
        told = json.loads(run(bench.jobs, "import", book, folder).output)
        ours.append(told["ms"])
        peer = json.loads(run(bench.python, bench.root / "tests/tools/openpyxl_read.py", book).output)
        whole.append(peer["whole"])
        lazily.append(peer["lazily"])
        good = told["added"] == PUPILS and peer["rows"] == PUPILS + 1
        report.check("every pupil was entered, and read by the peer", good, f"{told['added']} and {peer['rows'] - 1}")
    shutil.rmtree(folder, ignore_errors=True)
    for words, times in (("ours, read, planned and entered", ours), ("openpyxl, read", whole), ("openpyxl, read_only", lazily)):
        report.note(f"{words}: {statistics.median(times):.0f} ms, least {min(times):.0f} ms")
    for words, times, goal in (("import / openpyxl reading", whole, GOAL), ("import / openpyxl reading, read_only", lazily, GOAL)):
        ratios = [mine / theirs for mine, theirs in zip(ours, times)]
        report.ratio(words, min(ratios), statistics.median(ratios), goal)
