#!/usr/bin/env python3
"""recount.py SCHOOL.json [RECORDS.json]

Computes every number of the report a second time, from the school file and the definitions of docs/school-file.md alone.
With RECORDS.json (the one of a packet) compares its `numbers` and `form_3_11` and prints one line, exit 0 equal, 1 not;
without it prints both as JSON. A count over nothing is 0, a percentage or a maximum over nothing is null.
"""

import json
import sys
from collections import Counter
from datetime import date, datetime
from fractions import Fraction
from math import floor

LEVELS = {"school": "校级", "grade": "年级", "class": "班级"}


def percent(part, whole):
    if part is None or not whole:
        return None
    return floor(Fraction(1000 * part, whole) + Fraction(1, 2)) / 10


def by(values, names=None):
    return dict(Counter(names[v] if names else v for v in values if v is not None))


def born_under_14(pupil, today):
    year, month = map(int, pupil["birth_month"].split("-"))
    return (today.year, today.month) <= (year + 14, month)


def minutes(later, earlier):
    return floor((datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 60)


def people(s, n, today):
    pupils = s["students"]
    n["students"], n["classes"], n["staff"] = len(pupils), len(s["classes"]), len(s["staff"])
    n["boarding"] = sum(p["boarding"] for p in pupils)
    n["left_behind"] = sum(p["left_behind"] for p in pupils)
    n["under14"] = sum(born_under_14(p, today) for p in pupils)
    boards = [c for c in s["committees"] if "治理委员会" in c["name"]]
    compositions = [k for c in boards for k in c["compositions"]]
    latest = max(compositions, key=lambda k: k["from_on"], default={"member_ids": []})
    n["committee_members"] = len(latest["member_ids"])
    n["posts"] = len(s["responsibility_list"])
    n["posts_staff"] = len({h for r in s["responsibility_list"] for h in r["holder_ids"]})
    n["safety_officers"] = sum(len(c["safety_officer_ids"]) for c in s["classes"])
    n["channels"] = len(s["emergency_channels"])
    pending = set(s["privacy"]["pending_consent_student_ids"])
    n["consents_pending"] = len(pending)
    n["consents_received"] = n["under14"] - len(pending)


def screening(s, n):
    rows = [r for r in s["screenings"] if r["round"] == "专项治理排查"]
    first = [r for r in rows if r["makeup_of"] is None]
    n["screening_sheets"] = len(rows)
    n["screening_due"] = sum(r["due"] for r in first)
    n["screened"] = sum(r["screened"] for r in rows)
    n["screening_first_pass"] = sum(r["screened"] for r in first)
    n["screening_parent_contacts"] = sum(r["parent_contacts"] for r in rows)
    n["self_check_areas"] = len({c["area"] for c in s["self_checks"]})
    n["self_check_new_items"] = sum(len(c["ledger_ids"]) for c in s["self_checks"])
    phase = next(p for p in s["campaign"]["phases"] if p["no"] == 2)
    inside = [v for v in s["surveys"] if phase["start_on"] <= v["held_on"] <= phase["due_on"]]
    last = max(inside, key=lambda v: v["held_on"], default={"due": 0, "valid": 0})
    n["survey_due"], n["survey_valid"] = last["due"], last["valid"]
    n["survey_valid_pct"] = percent(last["valid"], last["due"])
    asked = sorted((v for v in s["surveys"] if v["channel_known"] is not None), key=lambda v: v["held_on"])
    for key, at in (("channel_known_before_pct", 0), ("channel_known_after_pct", -1)):
        n[key] = percent(asked[at]["channel_known"], asked[at]["valid"]) if asked else None


def concerns(s, n):
    names, rows = s["meta"]["enums"], s["concerns"]
    n["concerns"] = len(rows)
    n["by_kind"] = by((c["kind"] for c in rows), names["kind"])
    n["by_result"] = by((c["result"] for c in rows), names["result"])
    n["by_severity"] = by((c["severity"] for c in rows), names["severity"])
    n["by_form"] = by((f for c in rows for f in c["forms"]), names["form"])
    kinds = {kind: by((c["status"] for c in rows if c["kind"] == kind), names["state"][kind]) for kind in names["kind"]}
    n["by_status"] = {kind: labels for kind, labels in kinds.items() if labels}
    closed = [c for c in rows if c["closed_on"] is not None]
    n["closed"] = len(closed)
    for key, kind in (("signs_struck", "sign"), ("hazards_struck", "hazard"), ("suspected_closed", "suspected")):
        n[key] = sum(c["kind"] == kind for c in closed)
    for result in ("bullying", "not_bullying", "transferred"):
        n[result] = sum(c["result"] == result for c in rows)
    n["suspected_open_undecided"] = sum(c["kind"] == "suspected" and c["result"] is None for c in rows)
    n["county_reviews_upheld"] = sum((c["county_review"] or {}).get("outcome") == "维持" for c in rows)
    looked = [c["investigation"] for c in rows if c["investigation"]]
    n["investigations"] = len(looked)
    n["investigations_on_time"] = sum(i["finished_on"] is not None and i["finished_on"] <= i["due_on"] for i in looked)


def handling(s, n):
    names, measures = s["meta"]["enums"], Counter(m["kind"] for c in s["concerns"] for m in c["measures"])
    n["sanctions"] = len(s["sanctions"])
    n["sanctions_by_kind"] = by((r["effective_kind"] for r in s["sanctions"]), names["sanction_kind"])
    n["sanctions_changed"] = sum((r["appeal"] or {}).get("outcome") == "changed" for r in s["sanctions"])
    n["admonitions"], n["quality_records"] = measures["admonition"], measures["quality_record"]
    n["suspensions"], n["police_warnings"] = measures["suspension"], measures["police_warning"]
    n["counselling"] = len(s["counselling"])
    n["counselling_students"] = len({r["student_id"] for r in s["counselling"]})
    for key in ("counselling_refusals", "family_guidance", "communications", "talks"):
        n[key] = len(s[key])
    n["communication_households"] = len({r["student_id"] for r in s["communications"]})


def reporting(s, n):
    reports = s["incident_reports"]
    n["incident_reports"] = len(reports)
    for key, kind in (("reports_first", "初报"), ("reports_followup", "续报"), ("reports_final", "终报")):
        n[key] = sum(r["type"] == kind for r in reports)
    n["reported_county"] = len({r["concern_id"] for r in reports if s["bureau"]["name"] in r["to"]})
    n["reported_city"] = sum(c["report_level"] == "city" for c in s["concerns"])
    n["police_called"] = sum((c["police"] or {}).get("kind") == "报警" for c in s["concerns"])
    discovered = {c["id"]: c["discovered_at"] for c in s["concerns"]}
    first = {}
    for report in reports:
        if report["sent_at"] is not None:
            first.setdefault(report["concern_id"], []).append(datetime.fromisoformat(report["sent_at"]))
    waits = [minutes(min(sent).isoformat(), discovered[id]) for id, sent in first.items()]
    n["first_report_max_minutes"] = max(waits, default=None)


def ledger(s, n, today):
    rows, names = s["ledger"], s["meta"]["enums"]["ledger_status"]
    n["ledger"] = len(rows)
    n["ledger_by_status"] = by((r["status"] for r in rows), names)
    n["ledger_close_pct"] = percent(sum(r["status"] == "closed" for r in rows), len(rows))
    n["ledger_overdue"] = sum(r["completed_on"] is None and date.fromisoformat(r["deadline"]) < today for r in rows)
    n["ledger_completed_late"] = sum(r["completed_on"] is not None and r["completed_on"] > r["deadline"] for r in rows)
    longer = [r["extension"] for r in rows if r["extension"]]
    n["ledger_extended"] = sum(e["approved_on"] is not None for e in longer)
    n["ledger_extension_pending"] = sum(e["approved_on"] is None for e in longer)


def education(s, n):
    rows = s["trainings"]
    n["trainings"], n["training_attendance"] = len(rows), sum(t["attended"] for t in rows)
    n["parents_trained"] = sum(t["attended"] for t in rows if t["audience"] == "家长")
    tested = sorted((t for t in rows if t["tested"] is not None), key=lambda t: t["held_on"])
    first = tested[0] if tested else {"tested": 0, "failed_ids": [], "absent_ids": [], "held_on": "9999"}
    n["first_test_taken"] = first["tested"]
    n["first_test_failed"], n["first_test_absent"] = len(first["failed_ids"]), len(first["absent_ids"])
    n["retrained"] = sum(t["attended"] for t in rows if t["attendee_ids"] is not None and t["held_on"] > first["held_on"])
    events = s["education_events"]
    n["education_events"], n["education_attendance"] = len(events), sum(e["participants"] for e in events)
    begins, ends = (f"{year}-{day}" for year, day in zip(s["term"]["school_year"].split("-"), ("09-01", "08-31")))
    leaders = {x["id"] for x in s["externals"] if x["role"].startswith("法治副校长")}
    n["legal_vp_hours"] = sum(e["hours"] for e in events if e["lead_id"] in leaders and begins <= e["held_on"] <= ends)


def mechanism(s, n):
    n["pacts"] = len(s["pacts"])
    n["pacts_by_level"] = by((p["level"] for p in s["pacts"]), LEVELS)
    of_classes = [p for p in s["pacts"] if p["level"] == "class"]
    signed = [g for p in of_classes for g in p["signatories"] if g["type"] == "student"]
    unsigned = [u for p in of_classes for u in p["unsigned"]]
    n["pact_class_signatures"], n["pact_class_signers_distinct"] = len(signed), len({g["id"] for g in signed})
    n["pact_unsigned"], n["pact_unsigned_by_reason"] = len(unsigned), by(u["reason"] for u in unsigned)
    n["pact_guardian_signed"] = sum(bool(g.get("guardian_signed")) for g in signed)
    n["policies_in_force"] = sum(d["status"] == "in_force" and d["type"] != "专项治理方案" for d in s["policy_docs"])
    n["assessed"] = len(s["assessments"])
    n["assessments_suspended"] = sum(a["suspended"] for a in s["assessments"])
    n["lookbacks"], n["inspections"] = len(s["lookback"]), len(s["inspections"])
    n["lookbacks_ok"] = sum(b["rectified"] for b in s["lookback"])
    n["lookback_new_items"] = sum(len(b["new_ledger_ids"]) for b in s["lookback"])
    n["packets"] = len(s["export_packets"])
    n["packets_by_state"] = by((p["state"] for p in s["export_packets"]), s["meta"]["enums"]["packet_state"])


def form_3_11(s, n):
    def of(key, label):
        return n[key].get(label, 0)

    return {
        "学校": s["school"]["name"], "班级数": n["classes"], "学生数": n["students"], "排查人数": n["screened"],
        "苗头": of("by_kind", "苗头迹象"), "隐患": of("by_kind", "隐患点"), "疑似": of("by_kind", "疑似欺凌事件"),
        "认定": n["bullying"], "轻微": of("by_severity", "情节轻微"), "较重": of("by_severity", "情节较重"),
        "严重": of("by_severity", "实施暴力、情节严重"), "移送": n["transferred"],
        "肢体": of("by_form", "肢体"), "言语": of("by_form", "言语"), "财物": of("by_form", "财物"),
        "社交": of("by_form", "社交排挤"), "网络": of("by_form", "网络"),
        "处分人次": n["sanctions"], "综评记录": n["quality_records"], "训诫": n["admonitions"],
        "心理辅导人次": n["counselling"], "报警数": n["police_called"], "报县局数": n["reported_county"],
        "台账": n["ledger"], "销号": of("ledger_by_status", "已销号"), "逾期": n["ledger_overdue"],
        "公约校级": of("pacts_by_level", "校级"), "公约年级": of("pacts_by_level", "年级"), "公约班级": of("pacts_by_level", "班级"),
        "培训次数": n["trainings"], "培训人次": n["training_attendance"], "安全员": n["safety_officers"],
    }


def compute(school):
    numbers = {}
    today = date.fromisoformat(school["meta"]["as_of"][:10])
    people(school, numbers, today)
    screening(school, numbers)
    concerns(school, numbers)
    handling(school, numbers)
    reporting(school, numbers)
    ledger(school, numbers, today)
    education(school, numbers)
    mechanism(school, numbers)
    return {"numbers": numbers, "form_3_11": form_3_11(school, numbers)}


def differences(want, got, at=""):
    if isinstance(want, dict) and isinstance(got, dict):
        for key in want.keys() | got.keys():
            if key not in want or key not in got:
                yield f"{at}{key} is {'missing' if key not in got else 'not one of ours'}"
            else:
                yield from differences(want[key], got[key], f"{at}{key}.")
    elif want != got:
        yield f"{at[:-1]} is {got}, not {want}"


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 64
    with open(sys.argv[1]) as file:
        want = compute(json.load(file))
    if len(sys.argv) == 2:
        print(json.dumps(want, ensure_ascii=False))
        return 0
    with open(sys.argv[2]) as file:
        records = json.load(file)
    found = sorted(d for part in want for d in differences(want[part], records.get(part), f"{part}."))
    if found:
        print(f"FAIL {sys.argv[2]}: {len(found)} differ: {'; '.join(found[:5])}")
        return 1
    print(f"PASS {len(want['numbers'])} numbers and form 3.11 are equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
