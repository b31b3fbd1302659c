#!/bin/sh
# Builds the node and puts the binary, without its symbols, to a file.
#
#   build.sh FILE              for this machine: tests, `npm run chain:node`
#   build.sh --release FILE    for production: optimised
#
# Build folders lie in ~/.cache/coco/node-target (COCO_CACHE moves it). Exit 3: this machine lacks what a build needs.
set -eu
profile=
if [ "${1:-}" = --release ]; then profile=--release; shift; fi
out="${1:?usage: build.sh [--release] FILE}"
case "$out" in /*) ;; *) out="$PWD/$out" ;; esac
cd "$(dirname "$0")"
. ./toolchain.sh

# shellcheck disable=SC2086 # no profile is no argument
"$cargo" build --locked $profile >&2

built="$CARGO_TARGET_DIR/debug/coco-node"
[ -z "$profile" ] || built="$CARGO_TARGET_DIR/release/coco-node"
# Aside first: who looks for the file shall find all of it or nothing.
if command -v strip >/dev/null; then strip -o "$out.part" "$built"; else cp "$built" "$out.part"; fi
mv "$out.part" "$out"
