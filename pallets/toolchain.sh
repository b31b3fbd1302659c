# Sourced by the scripts beside it: one toolchain and one target folder for all of them, so that nothing builds twice.
# Not executable by itself.
#
# Debian's rustc-web is preferred where it is installed, because it is what CI pins; otherwise rustup's toolchain.
# COCO_RUSTC and COCO_CARGO override both. COCO_CACHE moves the target folder (default: ~/.cache/coco).

export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${COCO_CACHE:-$HOME/.cache/coco}/cargo-target}"

if [ -n "${COCO_RUSTC:-}" ]; then
  toolchain=custom
  export RUSTC="$COCO_RUSTC"
elif [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src/rust ]; then
  toolchain=debian
  # rustup's shims may come first on PATH; cargo would pick their rustc, rustfmt and clippy.
  export PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc
elif command -v rustc >/dev/null && command -v cargo >/dev/null; then
  toolchain=rustup
  RUSTC="$(command -v rustc)"
  export RUSTC
else
  echo "pallets: no Rust found. Debian: apt install rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld binaryen zstd" >&2
  echo "pallets: elsewhere: rustup with the target wasm32v1-none, and binaryen" >&2
  exit 3
fi

cargo="${COCO_CARGO:-cargo}"
