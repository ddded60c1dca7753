//! `anmiao`: everything that needs no window. One of the two places where the clock, randomness, the key-derivation cost
//! and paths enter.

mod audit;
mod demo;
mod judge;
mod roots;
mod say;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit code for a command line that is not understood.
const USAGE: u8 = 64;

#[derive(Parser)]
#[command(name = "anmiao", version, about = "安苗：学校反欺凌档案的命令行", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 把一份学校文件做成演练档案和六月汇报
    Demo(demo::DemoArgs),
    /// 核验报送包、打开的报送包文件夹或签过名的 PDF
    Verify(judge::VerifyArgs),
    /// 教育局给一个报送包开回执
    Receipt(judge::ReceiptArgs),
    /// 核对审计链
    Audit(audit::AuditArgs),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            if e.use_stderr() {
                say::error(&say::usage(&e));
                return ExitCode::from(USAGE);
            }
            say::line(e.to_string().trim_end());
            return ExitCode::SUCCESS;
        }
    };
    // A panic is told below in the same plain line as any other failure; the runtime's own words would come before it, also
    // for one that a reader of foreign files has already caught.
    std::panic::set_hook(Box::new(|_| {}));
    let ran = std::panic::catch_unwind(|| match cli.command {
        Command::Demo(args) => demo::run(&args),
        Command::Verify(args) => judge::verify(&args),
        Command::Receipt(args) => judge::receipt(&args),
        Command::Audit(args) => audit::run(&args),
    });
    ExitCode::from(ran.unwrap_or_else(|_| {
        say::error(&say::sentence(&app::AppError::new(app::Code::Internal)));
        4
    }))
}
