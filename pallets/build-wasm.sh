#!/bin/sh
# Builds the runtime wasm directly: no native runtime, no substrate-wasm-builder (it fails with Debian's toolchain).
#
#   build-wasm.sh            build, and put the result into artifacts/
#   build-wasm.sh --check    build, and compare with artifacts/runtime.json
#   build-wasm.sh --out F    build, and write the wasm to F only
#
# Exit 1: --check built something else with the same tool versions. Exit 3: this machine lacks what a build needs.
# Exit 4: --check built something else with other tool versions, which says nothing about the source: not compared.
# The bytes do not depend on where the source, the target folder, the home or the cargo home lie (-Ztrim-paths).
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
cd "$here"
. ./toolchain.sh

mode=write out=
case "${1:-}" in
  "") ;;
  --check) mode=check ;;
  --out) mode=out out="${2:?--out wants a file}" ;;
  *) echo "usage: build-wasm.sh [--check | --out FILE]" >&2; exit 2 ;;
esac

# Debian's toolchain builds core from source instead.
if [ "$toolchain" != debian ] && ! [ -d "$("$RUSTC" --print target-libdir --target wasm32v1-none 2>/dev/null)" ]; then
  echo "build-wasm: no wasm32v1-none for $RUSTC (rustup target add wasm32v1-none)" >&2
  exit 3
fi
command -v wasm-opt >/dev/null || { echo "build-wasm: wasm-opt not found (Debian package: binaryen)" >&2; exit 3; }

rustc_version="$("$RUSTC" --version | cut -d' ' -f2)"
wasm_opt_version="$(wasm-opt --version | grep -oE '[0-9]+' | head -n 1)"

# -Z flags and std built from source on a stable compiler.
export RUSTC_BOOTSTRAP=1
flags="--cfg substrate_runtime -C link-arg=--export-table -C strip=debuginfo"
if [ "$toolchain" = debian ]; then
  # Debian has neither a prebuilt core for the target nor rust-lld.
  set -- -Zbuild-std=core,alloc
  export CARGO_TARGET_WASM32V1_NONE_LINKER="${WASM_LINKER:-wasm-ld}"
else
  set --
fi
export CARGO_TARGET_WASM32V1_NONE_RUSTFLAGS="$flags"

"$cargo" rustc --locked -Ztrim-paths --config 'profile.wasm.trim-paths="all"' -p coco-runtime --lib \
  --no-default-features --profile wasm "$@" --target wasm32v1-none --crate-type cdylib >&2

raw="$CARGO_TARGET_DIR/wasm32v1-none/wasm/coco_runtime.wasm"
wasm="$CARGO_TARGET_DIR/coco_runtime.opt.wasm"
wasm-opt -Oz --mvp-features --enable-mutable-globals "$raw" -o "$wasm"

sha256() { sha256sum "$1" | cut -d' ' -f1; }
field() { sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" artifacts/runtime.json; }
number_in_version() { sed -n "s/^ *$1: \([0-9]*\),\$/\1/p" runtime/src/lib.rs; }

case "$mode" in
  out)
    cp "$wasm" "$out"
    ;;
  check)
    built="$(sha256 "$wasm")" pinned="$(field wasmSha256)"
    if [ "$built" = "$pinned" ]; then
      echo "build-wasm: artifacts/runtime.wasm.zst is what this source builds to ($built)"
    elif [ "$rustc_version" != "$(field rustc)" ] || [ "$wasm_opt_version" != "$(field wasmOpt)" ]; then
      echo "build-wasm: NOT COMPARED: built with rustc $rustc_version, wasm-opt $wasm_opt_version, but the committed wasm" >&2
      echo "build-wasm: was built with rustc $(field rustc), wasm-opt $(field wasmOpt). Re-pin: npm run chain:build" >&2
      exit 4
    else
      echo "build-wasm: the committed wasm is NOT what this source builds to (built $built, pinned $pinned)" >&2
      exit 1
    fi
    ;;
  write)
    command -v zstd >/dev/null || { echo "build-wasm: zstd not found" >&2; exit 3; }
    mkdir -p artifacts
    zstd -q -f -19 "$wasm" -o artifacts/runtime.wasm.zst
    cat >artifacts/runtime.json <<JSON
{
  "file": "runtime.wasm.zst",
  "wasmSha256": "$(sha256 "$wasm")",
  "wasmBytes": $(wc -c <"$wasm" | tr -d ' '),
  "zstSha256": "$(sha256 artifacts/runtime.wasm.zst)",
  "zstBytes": $(wc -c <artifacts/runtime.wasm.zst | tr -d ' '),
  "specName": "coco",
  "specVersion": $(number_in_version spec_version),
  "transactionVersion": $(number_in_version transaction_version),
  "rustc": "$rustc_version",
  "wasmOpt": "$wasm_opt_version",
  "polkadotSdk": "2609.2.0",
  "presets": ["development", "local_testnet", "staging"],
  "properties": { "ss58Format": 42, "tokenSymbol": "COCO", "tokenDecimals": 12 }
}
JSON
    cat artifacts/runtime.json
    ;;
esac
