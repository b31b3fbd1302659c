//! `build-spec`: a raw chain specification out of a runtime wasm and one of its genesis presets.
//!
//! The specification is always raw: smoldot takes no other, and a raw one keeps its genesis hash whatever node reads it.

use sc_chain_spec::{GenericChainSpec, GenesisConfigBuilderRuntimeCaller};
use sc_service::ChainType;
use serde_json::Value;
use std::{
    fmt,
    fs::File,
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// Bytes. The largest wasm that is read, packed or not; the executor's own limit for a packed one.
const MAX_WASM_BYTES: u64 = sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT as u64;

/// First bytes of a plain wasm; <https://webassembly.github.io/spec/core/binary/modules.html>
const WASM_MAGIC: &[u8] = b"\0asm";

/// First bytes of a zstd frame; RFC 8878, section 3.1.1.
const ZSTD_MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// What the SDK puts before a zstd frame to say that it is packed code.
const PACKED_CODE_PREFIX: [u8; 8] = [82, 188, 83, 118, 70, 219, 142, 5];

#[derive(Debug, clap::Args)]
pub struct BuildSpec {
    /// The runtime: a wasm, plain or packed by zstd (pallets/artifacts/runtime.wasm.zst).
    #[arg(long, value_name = "FILE")]
    runtime: PathBuf,

    /// Genesis preset of the runtime that is begun with.
    #[arg(long, value_name = "NAME", default_value = "local_testnet")]
    preset: String,

    /// What the preset shall say otherwise: JSON text, or a file with it. Objects are merged, the rest is replaced.
    #[arg(long, value_name = "JSON", value_parser = json_object)]
    patch: Option<Value>,

    /// Name that people see.
    #[arg(long, default_value = "coco local")]
    name: String,

    /// Names the folder of the database, and the network.
    #[arg(long, default_value = "coco_local")]
    id: String,

    /// What the chain is for; wallets show it.
    #[arg(long, value_enum, default_value_t = Kind::Local)]
    kind: Kind,

    /// Properties that wallets read: JSON text, or a file with it.
    #[arg(long, value_name = "JSON", value_parser = json_object,
          default_value = r#"{"ss58Format":42,"tokenSymbol":"COCO","tokenDecimals":12}"#)]
    properties: Value,

    /// Address of a peer that others find the network by; may be given more than once.
    #[arg(long, value_name = "MULTIADDRESS")]
    bootnode: Vec<sc_network::config::MultiaddrWithPeerId>,

    /// Where the specification goes; standard output by default.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    Development,
    Local,
    Live,
}

/// Why there is no specification.
#[derive(Debug)]
pub enum SpecError {
    /// The file of the runtime cannot be read, or is larger than [`MAX_WASM_BYTES`].
    RuntimeUnreadable(String),
    /// The file holds neither a wasm nor a packed one.
    RuntimeNotWasm,
    /// The runtime has no preset of that name; these it has.
    UnknownPreset(Vec<String>),
    /// The runtime did not build a genesis out of preset and patch.
    GenesisRefused(String),
    /// The specification cannot be written.
    OutputUnwritable(String),
}

impl SpecError {
    /// Stable, for scripts.
    fn code(&self) -> &'static str {
        match self {
            Self::RuntimeUnreadable(_) => "runtime_unreadable",
            Self::RuntimeNotWasm => "runtime_not_wasm",
            Self::UnknownPreset(_) => "unknown_preset",
            Self::GenesisRefused(_) => "genesis_refused",
            Self::OutputUnwritable(_) => "output_unwritable",
        }
    }
}

impl fmt::Display for SpecError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.code())?;
        match self {
            Self::RuntimeNotWasm => write!(out, "the file is no wasm, neither plain nor packed by zstd"),
            Self::UnknownPreset(known) => write!(out, "the runtime has only: {}", known.join(", ")),
            Self::RuntimeUnreadable(reason)
            | Self::GenesisRefused(reason)
            | Self::OutputUnwritable(reason) => {
                write!(out, "{reason}")
            }
        }
    }
}

impl std::error::Error for SpecError {}

impl BuildSpec {
    pub fn run(&self) -> Result<(), SpecError> {
        let json = self.specification(&read_runtime(&self.runtime)?)?;
        let written = match &self.output {
            Some(path) => std::fs::write(path, json),
            None => std::io::stdout().write_all(json.as_bytes()),
        };
        written.map_err(|error| SpecError::OutputUnwritable(error.to_string()))
    }

    fn specification(&self, wasm: &[u8]) -> Result<String, SpecError> {
        let presets: Vec<String> = GenesisConfigBuilderRuntimeCaller::<()>::new(wasm)
            .preset_names()
            .map_err(SpecError::GenesisRefused)?;
        if !presets.contains(&self.preset) {
            return Err(SpecError::UnknownPreset(presets));
        }
        let mut builder = GenericChainSpec::<sc_chain_spec::NoExtension>::builder(wasm, None)
            .with_name(&self.name)
            .with_id(&self.id)
            .with_chain_type(self.kind.into())
            .with_protocol_id(&self.id)
            .with_boot_nodes(self.bootnode.clone())
            .with_genesis_config_preset_name(&self.preset);
        if let Value::Object(properties) = &self.properties {
            builder = builder.with_properties(properties.clone());
        }
        if let Some(patch) = &self.patch {
            builder = builder.with_genesis_config_patch(patch.clone());
        }
        builder.build().as_json(true).map_err(SpecError::GenesisRefused)
    }
}

impl From<Kind> for ChainType {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Development => Self::Development,
            Kind::Local => Self::Local,
            Kind::Live => Self::Live,
        }
    }
}

/// The plain wasm: a packed one would give another genesis than the embedded chain has.
fn read_runtime(path: &Path) -> Result<Vec<u8>, SpecError> {
    let unreadable = |error: std::io::Error| SpecError::RuntimeUnreadable(error.to_string());
    let mut bytes = Vec::new();
    File::open(path)
        .map_err(unreadable)?
        .take(MAX_WASM_BYTES.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_WASM_BYTES {
        return Err(SpecError::RuntimeUnreadable(format!(
            "larger than {MAX_WASM_BYTES} bytes"
        )));
    }
    unpack(bytes)
}

fn unpack(bytes: Vec<u8>) -> Result<Vec<u8>, SpecError> {
    let prefixed = if bytes.starts_with(ZSTD_MAGIC) {
        [&PACKED_CODE_PREFIX[..], &bytes].concat()
    } else {
        bytes
    };
    let plain =
        sp_maybe_compressed_blob::decompress(&prefixed, sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT)
            .map_err(|_| SpecError::RuntimeNotWasm)?;
    if plain.starts_with(WASM_MAGIC) {
        Ok(plain.into_owned())
    } else {
        Err(SpecError::RuntimeNotWasm)
    }
}

/// JSON text when it begins like an object, else the file that holds it. Digits of large numbers are kept.
fn json_object(argument: &str) -> Result<Value, String> {
    let text = if argument.trim_start().starts_with('{') {
        argument.to_owned()
    } else {
        std::fs::read_to_string(argument).map_err(|error| format!("not read: {error}"))?
    };
    match serde_json::from_str(&text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err("not a JSON object".into()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WASM: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn takes_a_plain_wasm_as_it_is() {
        assert_eq!(unpack(WASM.to_vec()).unwrap(), WASM);
    }

    #[test]
    fn unpacks_a_wasm_with_and_without_the_prefix_of_packed_code() {
        let packed = sp_maybe_compressed_blob::compress_weakly(WASM, 1_000).unwrap();
        assert_eq!(unpack(packed.clone()).unwrap(), WASM);
        assert_eq!(unpack(packed[PACKED_CODE_PREFIX.len()..].to_vec()).unwrap(), WASM);
    }

    #[test]
    fn refuses_what_is_no_wasm_packed_or_not() {
        let packed_text = sp_maybe_compressed_blob::compress_weakly(b"text", 1_000).unwrap();
        for bytes in [b"".to_vec(), b"text".to_vec(), ZSTD_MAGIC.to_vec(), packed_text] {
            assert_eq!(unpack(bytes).unwrap_err().code(), "runtime_not_wasm");
        }
    }

    #[test]
    fn refuses_a_runtime_that_is_not_there() {
        assert_eq!(
            read_runtime(Path::new("/nowhere")).unwrap_err().code(),
            "runtime_unreadable"
        );
    }

    #[test]
    fn keeps_the_digits_of_a_balance_and_takes_objects_only() {
        let patch = json_object(r#"{"balance":123456789012345678901234567890}"#).unwrap();
        assert_eq!(patch.to_string(), r#"{"balance":123456789012345678901234567890}"#);
        assert!(json_object("/nowhere").is_err());
        assert!(json_object("{not json").is_err());
    }
}
