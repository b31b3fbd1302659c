#!/bin/sh
# Formatting, clippy with warnings as errors, and the node's own tests.
#
# Clippy is put before the compiler of this crate instead of `cargo clippy`, which would check 760 crates anew that
# the build has compiled already.
set -eu
cd "$(dirname "$0")"
. ./toolchain.sh
"$cargo" fmt --check
RUSTC_WORKSPACE_WRAPPER="$(command -v clippy-driver)" CLIPPY_ARGS="-Dwarnings__CLIPPY_HACKERY__" \
  "$cargo" test --locked "$@"
