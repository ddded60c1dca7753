// The stand-in's answers for the papers of a case and of the school, and their pictures. Like fixture.mjs it is only used to
// look at the pages.

/** Runs inside the page, before `installFixture`. */
export function installPapers() {
  (window.__fixtures ??= []).push(() => {
    const row = (paper, group, title, more = {}) => ({ paper, group, title, detail: "", names: false, blocked: "", ...more });
    const view = (paper, wide = false) => ({
      token: `t-${paper}`, pages: 2, widthPt: wide ? 841.89 : 595.28, heightPt: wide ? 595.28 : 841.89, sha256: "9c1f0b7e".repeat(8),
    });
    return {
      case_papers: () => [
        row("phone_script", "先报告", "紧急电话报告稿"),
        row("incident:new", "先报告", "书面报告单（续报，按本件已有内容预填）"),
        row("incident:new+names", "先报告", "书面报告单（续报，预填，附学生名单）", { names: true }),
        row("incident:BG-2026-05", "先报告", "书面报告单 BG-2026-05（初报）", { detail: "2026年6月8日21时00分" }),
        row("mandatory", "先报告", "侵害未成年人案件强制报告单", { names: true }),
        row("talk", "调查和认定", "谈话记录", { blocked: "还没有登记谈话。" }),
        row("determination", "调查和认定", "学生欺凌认定与处置表", { blocked: "还没有登记治理委员会的认定。" }),
        row("notice:GT-2026-076", "送家长", "家长告知书 GT-2026-076", { detail: "康家栋 · 2026年6月8日19时40分", names: true }),
        row("sanction", "送家长", "纪律处分决定书", { blocked: "还没有登记纪律处分。" }),
        row("counselling:s1", "辅导", "心理辅导情况表", { detail: "学生2096" }),
      ],
      case_paper_open: ({ paper }) => view(paper),
      school_paper_open: ({ paper }) => view(paper, paper === "concern_ledger"),
      opened_paper_print: () => ({ path: "/run/user/1000/anmiao/GZ-2026-024-phone-script.pdf" }),
      missing_reports: () => ({
        first: "2026-06-22", last: "2026-06-28",
        rows: [
          { concernId: "GZ-2026-017", title: "", kind: "续报（书面）", receiver: "县级教育部门", since: "2026-06-08", due: "2026-06-09T23:59:59+08:00", lateHours: 400, thisWeek: false, basis: "通知三（四）；本地规定" },
          { concernId: "GZ-2026-024", title: "", kind: "初报（书面）", receiver: "市级教育部门", since: "2026-06-24T19:10:00+08:00", due: null, lateHours: 0, thisWeek: true, basis: "通知三（四）" },
        ],
      }),
    };
  });
}

/** The pictures of the papers. */
export const PAPER_VIEWS = ({ go, press }) => ({
  "19-case-papers": { home: "open", steps: [go("/concerns/GZ-2026-024"), async (p) => { await p.locator("#case-papers").scrollIntoViewIfNeeded(); }] },
  "19-case-paper": { home: "open", steps: [go("/concerns/GZ-2026-024"), press("电话报告稿"), (p) => p.waitForTimeout(500)] },
  "19-intake-blank": { home: "open", steps: [go("/concerns/blank"), (p) => p.waitForTimeout(500)] },
  "46-lists": { home: "open", session: { rights: ["read_records", "read_own", "report_incident"] }, steps: [go("/reports/lists")] },
  "46-lists-ledger": { home: "open", session: { rights: ["read_records", "read_own", "report_incident"] }, steps: [go("/reports/lists"), press("生成台账"), (p) => p.waitForTimeout(500)] },
  "46-lists-not-reporter": { home: "open", session: { rights: ["read_records", "read_own"], posts: ["staff"] }, steps: [go("/reports/lists")] },
});
