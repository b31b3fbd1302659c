#!/bin/sh
# Measures every call of our pallets, or of those named, and writes their weights.rs. Wants a quiet machine; the first build takes
# minutes.
#
#   weights.sh [assured-jobs ...]
set -eu
cd "$(dirname "$0")"
. ./toolchain.sh
"$cargo" run --locked --release -p coco-weights --features measure -- "$@"
"$cargo" fmt -p pallet-device-registry -p pallet-compute-jobs -p pallet-assured-jobs -p pallet-settlement -p pallet-reputation
