//! `anmiao audit verify`.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;

use app::audit::{Finding, OutsideRequest, OutsideVerdict, verify_outside};
use app::{AppError, Code};
use clap::{Args, Subcommand};
use zeroize::Zeroizing;

use crate::say;

#[derive(Args)]
pub struct AuditArgs {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// 核对一份档案的审计链，也可与报送包、备份比对；密码从终端或标准输入读
    Verify(VerifyArgs),
}

#[derive(Args)]
struct VerifyArgs {
    /// 数据文件夹（里面有 keys.json），也可以是一份备份
    #[arg(long, value_name = "DIR")]
    home: PathBuf,
    /// 账号，例如 01；不给时用第一个
    #[arg(long, value_name = "NN")]
    account: Option<String>,
    /// 报送包、打开的报送包文件夹或备份，可给多个
    #[arg(long, value_name = "FILE")]
    against: Vec<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Exit 0 whole, 1 broken, truncated or contradicted, 2 cannot be judged, 4 cannot be read.
pub fn run(args: &AuditArgs) -> u8 {
    let AuditCommand::Verify(args) = &args.command;
    match judged(args) {
        Ok(code) => code,
        Err(e) => {
            say::error(&say::sentence(&e));
            match e.code {
                Code::WrongPassword | Code::AuditOtherSchool | Code::AuditProofFalse => 2,
                _ => 4,
            }
        }
    }
}

fn judged(args: &VerifyArgs) -> Result<u8, AppError> {
    let password = password(args)?;
    let verdict = verify_outside(&OutsideRequest {
        home: &args.home,
        scratch: &std::env::temp_dir().join(format!("anmiao-audit-{}", std::process::id())),
        account: args.account.as_deref(),
        password: &password,
        against: &args.against,
    })?;
    let (code, line) = sentence(&verdict);
    if args.json {
        let json = serde_json::json!({ "exit": code, "line": line, "own": verdict.own, "against": verdict.against });
        say::line(&serde_json::to_string_pretty(&json).unwrap_or_default());
    } else {
        say::line(&line);
    }
    Ok(code)
}

/// The one line, and the exit code that goes with it.
fn sentence(verdict: &OutsideVerdict) -> (u8, String) {
    let own = &verdict.own;
    let count = own.count.to_string();
    match verdict.finding() {
        Finding::Whole => {
            let files = verdict.against.len().to_string();
            let key = if verdict.against.is_empty() { "audit_whole" } else { "audit_whole_against" };
            (0, say::word(key, &[("count", &count), ("head", &own.head), ("files", &files)]))
        }
        Finding::Broken(view) => {
            let seq = view.seq.unwrap_or_default().to_string();
            let id = view.id.as_deref().unwrap_or_default();
            (1, say::word(&format!("audit_{}", view.state), &[("seq", &seq), ("count", &count), ("id", id)]))
        }
        Finding::Against(view) => {
            let (proved, have) = (view.count.to_string(), view.have.to_string());
            let seq = view.seq.unwrap_or_default().to_string();
            let values = [("file", view.file.as_str()), ("count", &proved), ("have", &have), ("seq", &seq)];
            (1, say::word(&format!("audit_against_{}", view.state), &values))
        }
    }
}

/// The password: asked on the terminal without showing it, or the first line of the standard input. Never an argument, which
/// every program on the machine can read.
fn password(args: &VerifyArgs) -> Result<Zeroizing<String>, AppError> {
    let account = args.account.as_deref().unwrap_or("01");
    let cannot = |_| AppError::new(Code::CannotRead).with("place", say::word("audit_stdin", &[]));
    if std::io::stdin().is_terminal() {
        let asked = rpassword::prompt_password(say::word("audit_password", &[("account", account)])).map_err(cannot)?;
        return Ok(Zeroizing::new(asked));
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).map_err(cannot)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\n', '\r']).to_owned()))
}
