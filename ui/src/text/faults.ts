/** Words for what can be wrong with the data folder, and for the alarms of a session. */

/** What a fault screen can offer; never more than two of them. */
export type FaultAct = "retry" | "restore" | "salvage" | "release";

export interface FaultWords {
  title: string;
  happened: string;
  safe: string;
  todo: string[];
  acts: readonly [FaultAct] | readonly [FaultAct, FaultAct];
}

const PUT_BACK = "文件是刚挪走或改了名的：放回数据文件夹，再点“重新检查”。";
const USE_BACKUP = "找不回来就用备份恢复：优先用本机自动备份，也可以用U盘里的 .anmiaobak 文件。";

/** One screen for each fault; the first that was found is shown. `{name}` stands for one of its values. */
export const faultText: Record<string, FaultWords> = {
  keys_missing: {
    title: "密钥文件不见了",
    happened: "数据库还在，但打开它要用的密钥文件和它的副本都没有找到。",
    safe: "登记的内容都在数据库里，一个字也没有动。没有密钥谁也打不开它。",
    todo: [PUT_BACK, "找不回来就用备份恢复：每份备份里都带着密钥文件。"],
    acts: ["restore", "retry"],
  },
  keys_damaged: {
    title: "密钥文件读不懂",
    happened: "密钥文件和它的副本都损坏了，常见原因是断电或磁盘故障。",
    safe: "登记的内容都在数据库里，一个字也没有动。损坏的密钥文件也原样留着。",
    todo: ["用备份恢复：每份备份里都带着密钥文件。", "不要删除损坏的文件，维护人员可能还用得上。"],
    acts: ["restore", "retry"],
  },
  keys_newer: {
    title: "数据是更新版本的安苗写的",
    happened: "这台电脑上的安苗比写下数据的那一版旧，读不懂新的格式。",
    safe: "数据完好，程序没有改动任何内容。",
    todo: ["请安装新版本的安苗，再打开。", "不要用旧备份去恢复：那样会丢掉备份以后登记的内容。"],
    acts: ["retry"],
  },
  database_missing: {
    title: "数据库文件不见了",
    happened: "密钥文件还在，但装着登记内容的数据库文件没有找到。",
    safe: "密钥还在，备份都能打开。程序没有删除过任何文件。",
    todo: [PUT_BACK, USE_BACKUP],
    acts: ["restore", "retry"],
  },
  database_empty: {
    title: "数据库文件是空的",
    happened: "文件还在，但里面没有内容，常见原因是断电或磁盘故障。",
    safe: "密钥还在，备份都能打开。空文件会原样留存，不会被删掉。",
    todo: [USE_BACKUP, "恢复以后，请核对最近几天的登记有没有缺。"],
    acts: ["restore", "retry"],
  },
  database_truncated: {
    title: "数据库文件短了一截",
    happened: "文件的末尾缺了一部分，常见原因是断电、磁盘故障或没有拷完。",
    safe: "剩下的部分还在，程序没有改动它。密钥和备份也都在。",
    todo: ["先“抢救”：读出还能读的，缺的从最近的备份里补上，并告诉您缺了什么。", "没有备份也可以抢救，只是补不上缺的部分。"],
    acts: ["salvage", "restore"],
  },
  database_damaged: {
    title: "数据库有损坏的地方",
    happened: "密码是对的，但数据库有一部分读不出来或被改动过，常见原因是磁盘故障或断电。",
    safe: "没有损坏的部分还在，程序没有改动它，也不会在坏的上面接着写。",
    todo: ["先“抢救”：读出还能读的，坏的从最近的备份里补上，并告诉您缺了什么。", "抢救不成再用备份恢复；坏的文件都会原样留存。"],
    acts: ["salvage", "restore"],
  },
  database_newer: {
    title: "数据是更新版本的安苗写的",
    happened: "这台电脑上的安苗比写下数据的那一版旧，读不懂新的格式。",
    safe: "数据完好，程序没有改动任何内容。",
    todo: ["请安装新版本的安苗，再打开。", "不要用旧备份去恢复：那样会丢掉备份以后登记的内容。"],
    acts: ["retry"],
  },
  identity_missing: {
    title: "学校签名证书不见了",
    happened: "数据能打开，但签报包要用的学校证书没有找到。",
    safe: "登记的内容都在，一个字也没有动。",
    todo: [PUT_BACK, "找不回来就用备份恢复：备份里带着学校证书。"],
    acts: ["restore", "retry"],
  },
  place_network: {
    title: "数据放在网络共享盘上",
    happened: "网络一断，正在写的内容就可能损坏，所以没有打开。",
    safe: "数据没有动过。",
    todo: ["把整个数据文件夹复制到这台电脑自己的硬盘上，再从那里打开。", "几台电脑不能同时用一份数据：请只在一台电脑上登记。"],
    acts: ["retry"],
  },
  place_removable: {
    title: "数据放在U盘上",
    happened: "U盘容易拔掉、容易丢，正在写的内容也容易损坏，所以没有打开。",
    safe: "数据没有动过。",
    todo: ["把整个数据文件夹复制到这台电脑自己的硬盘上，再从那里打开。", "U盘只用来放备份：登录后到“设置 → 备份”拷一份。"],
    acts: ["retry"],
  },
  read_only: {
    title: "数据文件夹写不进去",
    happened: "磁盘是只读的，或者这个文件夹不许写入，打开以后也存不下任何登记。",
    safe: "数据没有动过。",
    todo: ["请检查磁盘的写保护，以及登录电脑的用户有没有写入的权限。", "磁盘刚报过错的，可能快坏了：请先把整个文件夹复制到别的硬盘上。"],
    acts: ["retry"],
  },
  disk_full: {
    title: "磁盘满了",
    happened: "磁盘上没有地方了，存不下新的登记。",
    safe: "以前登记的都在，一条也不少。",
    todo: [
      "请清空回收站，删掉用不着的下载和视频，腾出至少 1 GB。不要删数据文件夹里的文件。",
      "来不及清理时点“用预留的空间”：放出 16 MB，够把手头的事办完。",
    ],
    acts: ["retry", "release"],
  },
  home_busy: {
    title: "另一个窗口正在使用这份数据",
    happened: "安苗已经开着一个窗口，同一份数据不能同时开两次。",
    safe: "数据没有动过。",
    todo: ["请切换到已经打开的那个窗口。", "找不到那个窗口时，重新启动电脑，再打开安苗。"],
    acts: ["retry"],
  },
};

/** What stands when what was found has no screen of its own. */
export const faultElse: FaultWords = {
  title: "数据文件夹里的文件对不上",
  happened: "找到的文件合不成一份完整的数据。",
  safe: "程序没有改动、也没有删除任何文件。",
  todo: [PUT_BACK, USE_BACKUP],
  acts: ["restore", "retry"],
};

export const faultPage = {
  happened: "发生了什么",
  safe: "什么是安全的",
  todo: "请这样做",
  found: "找到的文件",
  place: (path: string) => `数据在：${path}`,
  backups: (n: number, day: string) => `本机有 ${n} 份自动备份，最近一份是${day}的。`,
  noBackups: "本机没有自动备份，请找出U盘里的备份。",
  act: { retry: "重新检查", restore: "用备份恢复", salvage: "抢救", release: "用预留的空间" } satisfies Record<FaultAct, string>,
  retrying: "正在重新检查……",
  still: "检查过了，还是这样。",
};

export const restoreStepText = {
  title: "选一份备份",
  lead: "恢复会把备份放回来用；现在的文件改名留存，不会删掉。备份以后登记的内容，恢复以后就没有了，所以请选最近的一份。",
  local: "本机自动备份",
  newest: "最近",
  use: "用这一份恢复",
  stick: "选U盘里的备份",
  stickHelp: "备份文件名是 AM-学校标识码-日期-时间.anmiaobak",
  none: "本机没有自动备份。",
  back: "返回",
  size: (mb: string) => `${mb} MB`,
};

/** What a home can hold, in words. An unknown code is left out. */
export const foundText: Record<string, string> = {
  keys_found: "密钥文件：在",
  keys_missing: "密钥文件：没有找到",
  keys_damaged: "密钥文件：读不懂",
  keys_newer: "密钥文件：由更新版本的安苗写下",
  database_found: "数据库文件：在",
  database_missing: "数据库文件：没有找到",
  database_empty: "数据库文件：是空的",
  database_truncated: "数据库文件：短了一截",
  database_damaged: "数据库文件：有损坏的地方",
  identity_missing: "学校签名证书：没有找到",
  account_unknown: "密钥文件里的账号，数据库里没有",
};

/** A word above the login, or in the strip of a session: what is so, and what to do. */
export interface AlarmWords {
  title: string;
  todo: string;
  /** The page where it is put right, and the right that page needs. */
  page?: { to: string; label: string; right: string };
  /** It is told until the person says that it was seen. */
  untilSeen?: true;
}

const TELL_PRINCIPAL = "请告诉校长。";

export const alarmText: Record<string, AlarmWords> = {
  keys_rolled_back: {
    title: "密钥文件被换成了旧的一份",
    todo: "可能有人从备份里拷回了旧文件。请校长核对“人员与权限”：不该能登录的人重新停用，密码改过的再改一次。",
    page: { to: "/settings/people", label: "看人员与权限", right: "manage_people" },
    untilSeen: true,
  },
  keys_tampered: {
    title: "密钥文件被改动过",
    todo: "账号或岗位不是在安苗里改的。请校长核对“人员与权限”，查问谁动过数据文件夹。",
    page: { to: "/settings/people", label: "看人员与权限", right: "manage_people" },
    untilSeen: true,
  },
  database_older: {
    title: "数据文件比这台电脑上次用过的旧，或者不是同一份",
    todo: "可能有人用旧文件换掉了它，换掉以前登记的内容可能不在里面。请先不要登记：校长从最新的备份恢复，或到“审计”用最近的报送包、U盘备份比对。",
    page: { to: "/settings/backup", label: "看备份", right: "restore" },
    untilSeen: true,
  },
  locks_changed: {
    title: "数据文件里的锁被拆过，已经装回",
    todo: "有人用别的工具打开过数据文件，已办结的记录可能被改动。请校长到“审计”核验，会指出哪一条对不上。",
    page: { to: "/settings/audit", label: "去核验", right: "read_audit" },
    untilSeen: true,
  },
  clock_back: { title: "这次登录时电脑的时间比上次早", todo: "请校准电脑时间，登记的日期和期限都按它算。" },
  database_damaged: {
    title: "数据库检查出损坏的地方",
    todo: "请不要再登记，锁定后按登录页上的办法抢救。",
  },
  attachments_missing: {
    title: "有 {count} 个附件的文件不见了或损坏了",
    todo: "涉及 {records}。记录本身还在。请用最近的U盘备份恢复，或到那条记录里把同一个文件再添加一次。",
  },
  attachments_many: { title: "附件已经很多，共 {size}", todo: "U盘备份会比较慢。录像请只保留需要的一段。" },
  low_space: { title: "磁盘空间不多了", todo: "请腾出至少 1 GB，不要删数据文件夹里的文件。" },
  disk_full: { title: "磁盘满了，存不下新的登记", todo: "请清空回收站，腾出至少 1 GB，不要删数据文件夹里的文件。" },
  place_network: { title: "数据放在网络共享盘上", todo: "请把整个数据文件夹复制到这台电脑自己的硬盘上。" },
  place_removable: { title: "数据放在U盘上", todo: "请把整个数据文件夹复制到这台电脑自己的硬盘上。" },
  read_only: { title: "数据文件夹写不进去", todo: "新的登记存不下，请检查磁盘的写保护和权限。" },
  sync_folder: { title: "数据放在 {name} 会同步的文件夹里", todo: "同步会把正在写的数据拷坏，请把整个数据文件夹移到别的位置，或在 {name} 里排除它。" },
  sealed_missing: { title: "密件的钥匙还没有交到您手里", todo: "请到校长的窗口，在“设置 → 人员与权限”里输一次您的密码。" },
  keys_one_copy: { title: "密钥文件的两份里坏了或少了一份", todo: "登录一次就会自动补上。" },
  restore_interrupted: { title: "上一次恢复没有做完", todo: "没有做完就等于没有恢复，现在的数据没有动过；还要恢复的话，请重新做一次。" },
  leftover_part: { title: "上次有文件没有写完", todo: "常见原因是断电。已保存的都在，登录以后会自动清理。" },
  recovery_due: {
    title: "该换新恢复码了",
    todo: "恢复码用过或没有核对完，现在换一张，照着纸核对。",
    page: { to: "/settings/recovery", label: "换新恢复码", right: "renew_recovery" },
  },
  backup_due: {
    title: "已经 {days} 天没有做过核对无误的备份",
    todo: "插上U盘，一键备份。",
    page: { to: "/settings/backup", label: "去备份", right: "make_backup" },
  },
  backup_clock: {
    title: "电脑的时间比最近一次备份还早，算不出该不该备份",
    todo: "请先校准电脑时间；拿不准就插上U盘再备一次。",
    page: { to: "/settings/backup", label: "去备份", right: "make_backup" },
  },
  backup_never: {
    title: "还没有做过核对无误的备份",
    todo: "插上U盘，一键备份。电脑坏了，没有备份就什么都找不回来。",
    page: { to: "/settings/backup", label: "去备份", right: "make_backup" },
  },
};

export const stripText = {
  label: "需要留意的事",
  tell: TELL_PRINCIPAL,
  seen: "知道了",
  more: (n: number) => `还有 ${n} 条`,
  less: "收起",
};
