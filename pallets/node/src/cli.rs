//! The command line.

use crate::build_spec::BuildSpec;
use sc_cli::SubstrateCli;
use sc_service::{ChainSpec, GenericChainSpec};
use std::path::PathBuf;

#[derive(Debug, clap::Parser)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,

    #[clap(flatten)]
    pub run: sc_cli::RunCmd,
}

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make a raw chain specification out of a runtime wasm and one of its genesis presets.
    BuildSpec(BuildSpec),

    /// Make, inspect and insert keys.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),

    /// Execute a block of the database again.
    CheckBlock(sc_cli::CheckBlockCmd),

    /// Write the blocks of the database to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),

    /// Remove the database of a chain; keys stay.
    PurgeChain(sc_cli::PurgeChainCmd),
}

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "coco node".into()
    }

    fn impl_version() -> String {
        env!("CARGO_PKG_VERSION").into()
    }

    fn description() -> String {
        env!("CARGO_PKG_DESCRIPTION").into()
    }

    fn author() -> String {
        "the coco authors".into()
    }

    fn support_url() -> String {
        "docs/node.md".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    /// Names of well-known chains would tie the binary to a runtime: a specification is always a file.
    fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
        match id {
            "" | "dev" | "local" | "staging" => Err(
                "spec_not_named: this node knows no chain by name; give it a file: --chain SPEC.json (made by `build-spec`)".into(),
            ),
            path => match <GenericChainSpec>::from_json_file(PathBuf::from(path)) {
                Ok(spec) => Ok(Box::new(spec)),
                Err(reason) => Err(format!("spec_unreadable: {reason}")),
            },
        }
    }
}
