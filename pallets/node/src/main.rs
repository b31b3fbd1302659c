//! A thin Aura and GRANDPA node for the coco network.
//!
//! It knows no runtime: the chain specification that it is started with holds the wasm, and only that is executed.
//! A changed pallet therefore changes a specification, never this binary. `docs/node.md` says how it is run.

// The SDK's own error, which is this large; it passes once in the life of a process.
#![allow(clippy::result_large_err)]

mod build_spec;
mod cli;
mod command;
mod consensus;
mod network;
mod parts;
mod rpc;
mod runtime_shape;
mod service;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("coco-node: {error}");
            ExitCode::FAILURE
        }
    }
}
