#!/bin/sh
# Tests of every pallet and of the runtime. Arguments go to `cargo test` (for instance: -p pallet-compute-jobs refuses).
set -eu
cd "$(dirname "$0")"
. ./toolchain.sh
exec "$cargo" test --locked --tests "$@"
