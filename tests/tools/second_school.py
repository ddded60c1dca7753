#!/usr/bin/env python3
"""second_school.py empty|renamed SAMPLE.json OUT.json

A second school file in the form of the sample, so that nothing in the programs can lean on the first one's ids.

empty    another school, two classes, five pupils, and nothing to report: every collection that may be empty is.
renamed  the sample's rows under other ids: people, pupils and classes get ids of another shape, and the numbers of each
         kind of record are dealt out in reverse (GZ-2026-001 becomes the last). Every number of the report stays what it
         was, since none of them may depend on an id.

Neither has an `expected` part. The same input gives the same output.
"""

import argparse
import copy
import json
import re
import sys
from pathlib import Path

# Kinds of record whose printed numbers run without a gap within their prefix.
NUMBERED = re.compile(
    r"\b(?P<prefix>(?:GZ|ZG|GT|TH|XL|XJ|CF|JT|PC|ZC|DD|BG|BB)-\d{4}-|(?:HTK|GY|PX|DC|JY|ZD|WY|LX)-)(?P<number>\d{2,4})\b"
)
PERSON = re.compile(r"\b(?P<kind>[tx])_(?P<rest>[a-z0-9]+)\b")
PUPIL = re.compile(r"\bstu-c(?P<class>\d\d)-(?P<number>\d\d)\b")
CLASS = re.compile(r'"c(?P<number>\d\d)"')

# Collections that a school without a single matter leaves empty.
EMPTY = [
    "contacts", "externals", "committees", "emergency_channels", "policy_docs", "surveys", "screenings", "self_checks",
    "concerns", "sanctions", "communications", "talks", "counselling", "counselling_refusals", "family_guidance",
    "incident_reports", "ledger", "lookback", "inspections", "pacts", "trainings", "education_events", "assessments",
    "export_packets", "report_notes",
]


def renamed(sample: dict) -> dict:
    school = copy.deepcopy(sample)
    del school["expected"]
    vectors = school.pop("validation_vectors")
    school["school"]["name"] = "青坪县北坡乡中心学校"
    school["school"]["school_code"] = "3114999902"
    text = json.dumps(school, ensure_ascii=False)
    highest = {}
    for found in NUMBERED.finditer(text):
        prefix, number = found["prefix"], int(found["number"])
        highest[prefix] = max(highest.get(prefix, 0), number)

    def reverse(found: re.Match) -> str:
        return f"{found['prefix']}{highest[found['prefix']] + 1 - int(found['number']):0{len(found['number'])}}"

    text = NUMBERED.sub(reverse, text)
    text = PERSON.sub(lambda m: f"{'staff' if m['kind'] == 't' else 'guest'}-{m['rest']}", text)
    text = PUPIL.sub(lambda m: f"pupil-{int(m['class']) * 100 + int(m['number'])}", text)
    text = CLASS.sub(lambda m: f'"room-{chr(ord("a") + int(m["number"]) - 1)}"', text)
    school = json.loads(text)
    school["validation_vectors"] = vectors
    return school


def empty(sample: dict) -> dict:
    as_of = "2026-06-29T08:15:00+08:00"
    principal, deputy, first, second = "staff-1", "staff-2", "staff-3", "staff-4"
    staff = [
        (principal, "贺静远", "F", "校长", "领导小组组长"),
        (deputy, "申屠明", "M", "政教主任", "领导小组成员"),
        (first, "蒙晓棠", "F", "班主任", None),
        (second, "仇和平", "M", "班主任", None),
    ]
    classes = [("room-a", "三年级1班", 3, 2023, first), ("room-b", "六年级1班", 6, 2020, second)]
    pupils = [
        ("pupil-301", "20230101", "方一诺", "F", "room-a", "2017-03", "学生1017"),
        ("pupil-302", "20230102", "龚子墨", "M", "room-a", "2017-08", "学生2204"),
        ("pupil-303", "20230103", "阿依·古丽", "F", "room-a", "2016-12", "学生6350"),
        ("pupil-601", "20200101", "欧阳沐", "M", "room-b", "2014-05", "学生8826"),
        ("pupil-602", "20200102", "卞思源", "F", "room-b", "2012-04", "学生5491"),
    ]
    year, month = (int(part) for part in as_of.split("-")[:2])

    def under_14(birth_month: str) -> bool:
        # True until the last day of the month of the fourteenth birthday.
        born_year, born_month = (int(part) for part in birth_month.split("-"))
        return (year, month) <= (born_year + 14, born_month)

    school = {
        "meta": {
            "schema": sample["meta"]["schema"],
            "title": "示范数据：无事可报的小学校",
            "disclaimer": "全部人物、学校、县市、事件均为虚构。",
            "as_of": as_of,
            "timezone": "Asia/Shanghai",
            "language": "zh-CN",
            # The terms belong to the form of the file, not to the school.
            "enums": sample["meta"]["enums"],
            "transitions": sample["meta"]["transitions"],
        },
        "bureau": {"name": "白石县教育体育局", "city": "云州市教育局", "police": "白石县公安局沟口派出所", "fictional": True},
        "school": {
            "name": "白石县沟口小学",
            "short": "沟校",
            "school_code": "2114999903",
            "note": "学校标识码为虚构",
            "principal_id": principal,
            "class_count": len(classes),
            "staff_total": len(staff),
            "doc_prefix": "沟校发",
            "seal_note": "公章用印由学校线下加盖",
        },
        "term": {
            "school_year": "2025-2026",
            "term_no": 2,
            "label": "2025-2026学年第二学期",
            "start_on": "2026-03-02",
            "end_on": "2026-07-10",
        },
        "calendar": {"holidays": [], "makeup_workdays": [], "note": "可编辑"},
        "campaign": {
            "name": "防范中小学生欺凌专项治理行动",
            "basis": "白石县教育体育局《防范中小学生欺凌专项治理行动工作方案》",
            "received_on": "2026-05-27",
            "phases": [
                {"no": 1, "name": "制定方案", "start_on": "2026-05-27", "due_on": "2026-05-31", "done_on": None, "deliverable": "本校专项治理工作方案"},
                {"no": 2, "name": "部署摸底", "start_on": "2026-06-01", "due_on": "2026-06-10", "done_on": None, "deliverable": "排查登记表、问题台账"},
                {"no": 3, "name": "集中整治", "start_on": "2026-06-11", "due_on": "2026-06-30", "done_on": None, "deliverable": "整改销号、书面整治情况报告"},
                {"no": 4, "name": "督导检查", "start_on": "2026-07-01", "due_on": "2026-07-10", "done_on": None, "deliverable": "迎检材料"},
            ],
        },
        "staff": [
            {"id": id, "name": name, "gender": gender, "post": post, "campaign_role": role, "phone_masked": f"139****02{number:02}"}
            for number, (id, name, gender, post, role) in enumerate(staff, start=1)
        ],
        "classes": [
            {
                "id": id, "name": name, "grade": grade, "class_no": 1, "stage": "小学", "entry_year": entry,
                "cohort": f"{entry}级", "enrolment": sum(1 for p in pupils if p[4] == id), "homeroom_teacher_id": teacher,
                "room": f"平房{grade}号", "safety_officer_ids": [],
            }
            for id, name, grade, entry, teacher in classes
        ],
        "students": [
            {
                "id": id, "student_no": number, "name": name, "gender": gender, "class_id": class_id, "birth_month": born,
                "boarding": False, "left_behind": False, "focus_care": False, "joined_on": None, "village": "沟口村",
                "guardian": {"relation": "母亲", "phone_masked": "150****0301"}, "pseudonym": pseudonym,
                "under14": under_14(born),
            }
            for id, number, name, gender, class_id, born, pseudonym in pupils
        ],
        "responsibility_list": [
            {"post": post, "duties": [f"履行{post}的防治职责"], "holder_ids": holders, "signed_on": "2026-06-02"}
            for post, holders in (("校长", [principal]), ("政教主任", [deputy]), ("班主任", [first, second]))
        ],
        "privacy": {
            "notice_version": "2026-03",
            "legal_bases": ["履行法定职责或者法定义务（个人信息保护法第十三条第一款第三项）"],
            "pending_consent_student_ids": [],
            "retention_rule": "台账和报告30年",
            "access_log_enabled": True,
        },
        "report_no": "沟校发〔2026〕3号",
    }
    school |= {name: [] for name in EMPTY}
    missing = set(sample) - set(school) - {"expected", "validation_vectors"}
    if missing:
        raise SystemExit(f"second_school.py does not know these parts of the sample: {sorted(missing)}")
    # The order of the parts is the sample's, so that two files can be read side by side.
    return {name: school[name] for name in sample if name in school}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["empty", "renamed"])
    parser.add_argument("sample", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    sample = json.loads(arguments.sample.read_text())
    made = {"empty": empty, "renamed": renamed}[arguments.what](sample)
    arguments.out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
    print(f"wrote {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
