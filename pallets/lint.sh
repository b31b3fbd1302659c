#!/bin/sh
# Formatting and clippy, warnings being errors. In pallet code unwrap, indexing and unchecked arithmetic are among them.
set -eu
cd "$(dirname "$0")"
. ./toolchain.sh
"$cargo" fmt --all --check
# FRAME's macros expand to `expect` inside of `mod pallet`, where clippy therefore cannot look for it.
if grep -nE '\.(expect|unwrap)\(' device-registry/src/lib.rs compute-jobs/src/lib.rs assured-jobs/src/lib.rs settlement/src/lib.rs reputation/src/lib.rs; then
  echo "lint: no unwrap or expect in pallet code" >&2
  exit 1
fi
"$cargo" clippy --locked --all-targets "$@" -- -D warnings
