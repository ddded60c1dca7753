// The stand-in's answers for attachments, and the pictures of their block. Like fixture.mjs it is only used to look at it.

/** Runs inside the page, before `installFixture`. */
export function installAttachments() {
  (window.__fixtures ??= []).push(({ staff }) => {
    const row = (number, more) => ({
      id: `a${number}`, number, name: `IMG_20260618_10${number}312.jpg`, kindLabel: "照片（JPEG）", shown: "picture", size: 412_300, scaled: true,
      originalSize: null, source: "家长手机拍摄", note: "", about: "", addedBy: staff("t_xz"), addedAt: "2026-06-19T10:20:00+08:00", state: "whole",
      voided: null, mayVoid: true, ...more,
    });
    let rows = [
      row(1, { note: "右臂淤青，事发当晚拍摄", originalSize: 3_870_000 }),
      row(2, { name: "教学楼二楼走廊录像第3分钟截图.png", kindLabel: "图片（PNG）", source: "教学楼二楼监控", about: "GT-2026-031" }),
      row(3, { name: "谈话记录签字页.pdf", kindLabel: "PDF文件", shown: "paper", scaled: false, size: 1_204_000, source: "扫描件" }),
      row(4, { name: "录音 2026-06-18 电话.m4a", kindLabel: "录音（M4A）", shown: "sound", scaled: false, size: 5_310_000, source: "", note: "监护人来电，征得同意后录音" }),
      row(5, { state: "damaged", source: "", name: "IMG_4471.jpg" }),
      row(6, { name: "错选的文件.jpg", source: "", mayVoid: false, voided: { reason: "选错了文件，不是这件事的", by: staff("t_xz"), at: "2026-06-20T09:00:00+08:00" } }),
    ];
    const view = () => ({ rows, mayAdd: true, finished: false, evidenceDue: true, entries: [{ id: "GT-2026-031", label: "家长沟通 GT-2026-031" }, { id: "TH-2026-008", label: "谈话记录 TH-2026-008" }], warnings: [] });
    const picture = (width, height) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const draw = canvas.getContext("2d");
      draw.fillStyle = "#b9c7bd";
      draw.fillRect(0, 0, width, height);
      draw.fillStyle = "#7d8f83";
      draw.fillRect(0, height * 0.6, width, height * 0.4);
      draw.beginPath();
      draw.arc(width * 0.6, height * 0.45, height * 0.18, 0, 7);
      draw.fill();
      return new Promise((done) => canvas.toBlob((blob) => blob.arrayBuffer().then(done), "image/jpeg", 0.8));
    };
    return {
      attachment_list: ({ kind }) => (kind === "ledger" ? { ...view(), rows: rows.slice(0, 1), entries: [] } : view()),
      attachment_pick: () => {
        rows = [...rows, row(7, { note: "新添加的" })];
        return { added: 1, doubled: 1, refused: [{ name: "全部录像.mp4", error: { code: "attachment_too_large", args: { size: "318 MB", max: "200 MB" } } }], view: view() };
      },
      attachment_thumb: () => picture(320, 240),
      attachment_bytes: () => picture(1600, 1200),
      attachment_open: () => ({ token: "t-attachment", pages: 2, widthPt: 595.28, heightPt: 841.89, sha256: "9c1f0b7e".repeat(8) }),
      attachment_export: () => ({ path: "/home/user/IMG.jpg" }),
      attachment_void: () => view(),
    };
  });
}

/** The pictures of the block. */
export const ATTACHMENT_VIEWS = ({ go, press }) => {
  const block = async (page) => {
    await page.locator(".attachments").scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
  };
  const at = go("/concerns/GZ-2026-024");
  return {
    "18-attachments": { home: "open", steps: [at, block] },
    "18-attachment-add": { home: "open", steps: [at, block, press("添加附件"), async (p) => { await p.locator("#attachment-source").scrollIntoViewIfNeeded(); }, press("选择文件并添加"), async (p) => { await p.locator(".add").scrollIntoViewIfNeeded(); await p.waitForTimeout(200); }] },
    "18-attachment-shown": { home: "open", steps: [at, block, press("查看附件1"), async (p) => { await p.waitForTimeout(300); await p.locator(".shown").scrollIntoViewIfNeeded(); }] },
    "18-attachment-withdraw": { home: "open", steps: [at, block, press("撤下附件1"), async (p) => { await p.locator(".item__ask").scrollIntoViewIfNeeded(); }] },
    "21-ledger-attachments": { home: "open", steps: [go("/ledger/ZG-2026-008"), block] },
  };
};
