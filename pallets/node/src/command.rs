//! From the command line to what it asks for.

use crate::{
    cli::{Cli, Command},
    parts, service,
};
use sc_cli::{KeySubcommand, SubstrateCli};

/// The folder under which a node key lies that is made before there is a specification.
const NO_CHAIN: &str = "coco_local";

pub fn run() -> sc_cli::Result<()> {
    let cli = Cli::from_args();
    match &cli.command {
        None => {
            let runner = cli.create_runner(&cli.run)?;
            runner.run_node_until_exit(|config| async move {
                service::start(config).map_err(sc_cli::Error::Service)
            })
        }
        Some(Command::BuildSpec(command)) => command
            .run()
            .map_err(|error| sc_cli::Error::Application(error.into())),
        // The SDK's own loads a specification for the folder's name only, which a key in a file of its own does not need.
        Some(Command::Key(KeySubcommand::GenerateNodeKey(command))) if command.chain.is_none() => {
            command.run(NO_CHAIN, &Cli::executable_name())
        }
        Some(Command::Key(command)) => command.run(&cli),
        Some(Command::CheckBlock(command)) => cli.create_runner(command)?.async_run(|config| {
            let parts = parts::open(&config)?;
            Ok((command.run(parts.client, parts.import_queue), parts.tasks))
        }),
        Some(Command::ExportBlocks(command)) => cli.create_runner(command)?.async_run(|config| {
            let parts = parts::open(&config)?;
            Ok((command.run(parts.client, config.database), parts.tasks))
        }),
        Some(Command::PurgeChain(command)) => cli
            .create_runner(command)?
            .sync_run(|config| command.run(config.database)),
    }
}
