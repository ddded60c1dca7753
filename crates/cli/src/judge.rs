//! `anmiao verify` and `anmiao receipt`.

use std::path::PathBuf;

use app::AppError;
use app::verdict::{self, ReceiptRequest, VerifyRequest};
use chrono::{DateTime, FixedOffset};
use clap::{Args, ValueEnum};
use domain::Clock as _;

use crate::roots::MachineClock;
use crate::say;

#[derive(Args)]
pub struct VerifyArgs {
    /// 封好的报送包、打开的报送包文件夹，或签过名的 PDF
    path: PathBuf,
    /// 教育局的解封密钥（age identity 文件）
    #[arg(long, value_name = "AGE_IDENTITY")]
    key: Option<PathBuf>,
    /// 可信的教育局证书（PEM）
    #[arg(long, value_name = "PEM", conflicts_with = "profile")]
    ca: Option<PathBuf>,
    /// 可信的教育局档案（profile.jws）
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// 教育局证书的吊销列表
    #[arg(long, value_name = "FILE")]
    crl: Option<PathBuf>,
    /// 报送包的回执
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// 按这个时刻判断证书是否有效，例如 2026-06-30T12:00:00+08:00
    #[arg(long, value_name = "TIME", value_parser = instant)]
    at: Option<DateTime<FixedOffset>>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

fn instant(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text).map_err(|e| e.to_string())
}

/// Judges and prints one line, or JSON. Exit 0 genuine, 1 not, 2 cannot be judged, 4 cannot be read.
pub fn verify(args: &VerifyArgs) -> u8 {
    let request = VerifyRequest {
        path: args.path.clone(),
        key: args.key.clone(),
        ca: args.ca.clone(),
        profile: args.profile.clone(),
        crl: args.crl.clone(),
        receipt: args.receipt.clone(),
        at: args.at,
    };
    match verdict::verify(&request) {
        Ok(verdict) => {
            if args.json {
                say::line(&serde_json::to_string_pretty(&verdict.json).unwrap_or_default());
            } else {
                say::line(&verdict.line);
            }
            verdict.exit
        }
        Err(e) => failed(&e),
    }
}

fn failed(e: &AppError) -> u8 {
    say::error(&say::sentence(e));
    4
}

#[derive(Clone, Copy, ValueEnum)]
enum VerdictArg {
    Accepted,
    Rejected,
}

#[derive(Args)]
pub struct ReceiptArgs {
    /// 封好的报送包
    sealed: PathBuf,
    /// 教育局文件夹（ca.pem、age.key、receipt.pem、receipt.key、profile.jws）
    #[arg(long, value_name = "DIR")]
    bureau: PathBuf,
    /// 收下（accepted）或退回（rejected）
    #[arg(long, value_enum, default_value = "accepted")]
    verdict: VerdictArg,
    /// 退回的理由
    #[arg(long, value_name = "TEXT", required_if_eq("verdict", "rejected"))]
    reason: Option<String>,
    /// 回执写到哪里
    #[arg(long, value_name = "FILE.jws")]
    out: PathBuf,
}

/// Answers a packet. Exit 0 written, 1 packet not genuine, 4 cannot write.
pub fn receipt(args: &ReceiptArgs) -> u8 {
    let rejection = match args.verdict {
        VerdictArg::Accepted => None,
        VerdictArg::Rejected => args.reason.clone(),
    };
    let request =
        ReceiptRequest { sealed: args.sealed.clone(), bureau: args.bureau.clone(), rejection, out: args.out.clone() };
    match verdict::receipt(&request, MachineClock.now()) {
        Ok(v) if v.exit == 0 => {
            say::line(&say::word("receipt_written", &[("path", &args.out.display().to_string())]));
            0
        }
        Ok(v) => {
            say::error(&v.line);
            v.exit
        }
        Err(e) => failed(&e),
    }
}
