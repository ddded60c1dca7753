//! What the people of the term are called and what they type. Every name is long enough that its bytes are no chance in
//! some megabytes of ciphertext.

/// Whose names are typed, in characters and as somebody types them in Latin letters: in full and, where they are many
/// enough to be told from chance, by their initials.
pub const NAMES: [&str; 13] = [
    "白守信",
    "金墨白",
    "苏晓梅",
    "武建平",
    "林知夏",
    "吕䶮堃",
    "阿依古丽·买买提",
    "七年级二班小石头",
    "baishouxin",
    "sūxiǎoméi",
    "lvyankun",
    "ayiguli maimaiti",
    "ayglmmt",
];

pub const PRINCIPAL: &str = "青山绿水常相伴2026";
pub const GIVEN: &str = "井台边的槐树年年开白花";
pub const OWN: &str = "田埂上走过一群白鸭子";
pub const RESET: &str = "灶台旁的水缸映着月亮";
pub const WRONG: &str = "错错错错错错错错错错";
pub const PRACTICE: &str = "河边新修了三座石板桥";
pub const RECOVERED: &str = "mountain stream by the old mill 41";

/// Every password that was typed, the wrong one among them.
pub const PASSWORDS: [&str; 7] = [PRINCIPAL, GIVEN, OWN, RESET, WRONG, PRACTICE, RECOVERED];

pub const NARRATIVE: &str =
    "午休时在操场北侧看到阿依古丽·买买提被三名同学围住推搡，书包扔进水沟，吕䶮堃站在旁边录像，被围的同学哭着跑开。";
pub const ACTION: &str = "当场把几人分开，带到办公室分别谈话，通知双方家长下午到校。";
pub const DRAFT: &str =
    "草稿还没写完：lvyankun 和 ayiguli maimaiti（ayglmmt）昨天在宿舍又起了争执，baishouxin 让 sūxiǎoméi 先去了解";
pub const PROBLEM: &str = "宿舍二楼夜间巡查记录缺了四天，值班老师武建平没有签字。";
pub const MEASURES: &str = "重新排定夜间巡查班次，每晚两次，由林知夏逐日核对签字表。";
pub const PREAMBLE: &str = "七年级二班小石头提议并由全班表决通过下面的约定：";
pub const CORRECTED: &str = "教学楼后墙与围栏之间的窄巷";
pub const CORRECTION_REASON: &str = "武建平复看监控后确认不是操场而是窄巷";
pub const VOID_REASON: &str = "与林知夏重复登记了同一件事";
pub const DISABLE_REASON: &str = "武建平调往县城实验小学任教";
pub const LOAN_REASON: &str = "校长白守信外出培训由金墨白代签";
pub const REMOVAL_REASON: &str = "林知夏把谈话内容发到了家长群";

pub const PHOTO_NAME: &str = "沟边捡到的书包和断了的发卡，吕䶮堃拍.png";
pub const PHOTO_SOURCE: &str = "阿依古丽的奶奶用手机拍下送来";
/// Stands in the photograph, where a camera writes down its place, and on the page of a scan.
pub const PICTURED: &str = "相机写下的地点：旧水塔东侧第三棵槐树下的水沟边上";

/// What is typed and kept in the database.
pub const TYPED: [&str; 11] = [
    NARRATIVE,
    ACTION,
    DRAFT,
    PROBLEM,
    MEASURES,
    PREAMBLE,
    DISABLE_REASON,
    LOAN_REASON,
    REMOVAL_REASON,
    PHOTO_NAME,
    PHOTO_SOURCE,
];

/// What is typed in the practice home.
pub const PRACTISED: [&str; 3] = [CORRECTED, CORRECTION_REASON, VOID_REASON];

/// What is typed and sealed besides: a note, and the draft of one. The reason for opening it is in the log, unsealed.
pub const SEALED: [&str; 2] = [
    "阿依古丽说她夜里常常醒来害怕回到那间宿舍，已约好每周三下午继续来谈，请勿告诉她的室友。",
    "第二次谈话刚开了头：她画了一棵没有叶子的树，说树下埋着摔坏的发卡",
];

/// Half a sentence is as bad as the whole, and survives where a page of a file ends inside the text: each text in pieces
/// of twelve characters, and what is left over if it is long enough.
pub fn phrases(texts: &[&str]) -> Vec<String> {
    let pieces = texts.iter().flat_map(|text| {
        let characters: Vec<char> = text.chars().collect();
        characters.chunks(12).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>()
    });
    pieces.filter(|piece| piece.chars().count() >= 6).collect()
}
