//! `anmiao demo`.

use std::path::PathBuf;
use std::sync::Arc;

use app::demo::{Delivery, DemoRequest};
use app::{App, AppError, Code};
use clap::Args;
use domain::{FixedClock, Random, SchoolFile};

use crate::roots::{SeededRandom, SystemRandom, roots};
use crate::say;

#[derive(Args)]
pub struct DemoArgs {
    /// 学校文件（JSON）
    #[arg(long, value_name = "FILE")]
    school: PathBuf,
    /// 输出文件夹：空的，或只有 bureau/
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// 教育局服务器的地址；给出时上传并等候回执
    #[arg(long, value_name = "URL")]
    bureau: Option<String>,
    /// 使密钥和随机数可重复，只供测试
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// Exit 0 made, 1 input refused, 3 uploaded without a good receipt, 4 could not write or reach.
pub fn run(args: &DemoArgs) -> u8 {
    match made(args) {
        Ok(code) => code,
        Err(e) => {
            say::error(&say::sentence(&e));
            exit_of(e.code)
        }
    }
}

fn exit_of(code: Code) -> u8 {
    match code {
        Code::SchoolFileNotJson
        | Code::SchoolFileMissing
        | Code::SchoolFileWrongValue
        | Code::SchoolFileBrokenReference
        | Code::SchoolFileDoubledId
        | Code::SchoolFileOutOfBounds
        | Code::SchoolFileContradiction
        | Code::MissingGlyph
        | Code::NameFound
        | Code::OutputOtherSchool => 1,
        _ => 4,
    }
}

fn made(args: &DemoArgs) -> Result<u8, AppError> {
    let bytes = std::fs::read(&args.school)
        .map_err(|_| AppError::new(Code::CannotRead).with("place", args.school.display().to_string()))?;
    let file = SchoolFile::parse(&bytes)?;
    let random: Box<dyn Random> = match args.seed {
        Some(seed) => Box::new(SeededRandom::new(seed)),
        None => Box::new(SystemRandom),
    };
    let app = App::new(roots(Arc::new(FixedClock(file.as_of.at())), random));
    let end = app::demo::demo(&app, &DemoRequest { file: &file, out: &args.out, bureau_url: args.bureau.as_deref() })?;
    let out = args.out.display().to_string();
    if let Some(password) = &end.password {
        say::line(&say::word("demo_made", &[("out", &out)]));
        say::line(&say::word("demo_password", &[("password", password)]));
    } else {
        say::line(&say::word("demo_there", &[("out", &out)]));
    }
    say::line(&say::word("demo_sealed", &[("path", &end.sealed.display().to_string())]));
    Ok(match end.delivery {
        None => 0,
        Some(Delivery::Receipted) => {
            say::line(&say::word("demo_receipted", &[]));
            0
        }
        Some(Delivery::Returned(reasons)) => {
            say::error(&say::sentence(&AppError::new(Code::ReceiptRejected).with("reason", reasons.join("；"))));
            3
        }
        Some(Delivery::NoReceipt) => {
            say::error(&say::sentence(&Code::ReceiptNotYet.into()));
            3
        }
        Some(Delivery::FalseReceipt) => {
            say::error(&say::sentence(&Code::ReceiptFalse.into()));
            3
        }
        Some(Delivery::NotSent(code)) => {
            say::error(&say::sentence(&code.into()));
            4
        }
    })
}
