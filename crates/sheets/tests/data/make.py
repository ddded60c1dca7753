"""Makes the old workbooks of this folder: `pip install xlwt==1.3.0 && python make.py`. Nobody in them is real."""

import datetime
import struct

import xlwt


def roster(path, dates1904=False):
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = dates1904
    sheet = book.add_sheet("学生")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    padded = xlwt.easyxf(num_format_str="00000000")
    sheet.write_merge(0, 0, 0, 5, "学生名册")
    for column, heading in enumerate(["学号", "姓名", "班级", "出生日期", "住校", "备注"]):
        sheet.write(1, column, heading)
    rows = [
        ("20250101", "张三", "七年级1班", datetime.date(2013, 6, 3), True, 1.5),
        (20250102, "李四", "七年级1班", datetime.date(2013, 7, 4), False, 140123201306030012),
        (123, "王五", "七年级1班", "2013.8.5", True, "A"),
    ]
    for at, (number, name, klass, birth, boards, note) in enumerate(rows, start=2):
        if at == 4:
            sheet.write(at, 0, number, padded)
        else:
            sheet.write(at, 0, number)
        sheet.write(at, 1, name)
        if isinstance(birth, datetime.date):
            sheet.write(at, 3, birth, day)
        else:
            sheet.write(at, 3, birth)
        sheet.write(at, 4, boards)
        sheet.write(at, 5, note)
    sheet.write_merge(2, 4, 2, 2, "七年级1班")
    sheet.write(6, 0, xlwt.Formula("1+2"))
    sheet.write(6, 1, xlwt.Formula('"a"&"b"'))
    sheet.row(3).hidden = True
    sheet.col(5).hidden = True
    hidden = book.add_sheet("旧表")
    hidden.visibility = 1
    hidden.write(0, 0, "旧")
    book.save(path)


def long_texts(path):
    """Shared texts that go on in a next record, of both widths."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("长")
    for row in range(60):
        sheet.write(row, 0, ("长" if row % 2 else "x") * (400 + row))
    book.save(path)


def protected(path):
    """The first sheet's stream with a FilePass record, as a workbook with a password has it."""
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "b")
    book.save(path)
    data = open(path, "rb").read()
    # CODEPAGE (0x0042) of two bytes stands early in the stream; its number becomes that of FilePass.
    at = data.index(struct.pack("<HH", 0x0042, 2))
    data = data[:at] + struct.pack("<H", 0x002F) + data[at + 2:]
    open(path, "wb").write(data)


roster("roster.xls")
roster("roster-1904.xls", dates1904=True)
long_texts("long-texts.xls")
protected("protected.xls")
