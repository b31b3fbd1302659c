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

# Cargo tells one clone's artifacts from another's by modification times alone: the names in a shared target folder do not
# hold where a workspace lies. After another clone built, older sources would pass for built. So each clone in its
# turn makes its sources new, and one at a time uses the folder until its cargo ends.
mkdir -p "$CARGO_TARGET_DIR"
if command -v flock >/dev/null; then
  exec 9>"$CARGO_TARGET_DIR/.coco-lock"
  flock -n 9 || { echo "pallets: waiting for another build in $CARGO_TARGET_DIR" >&2; flock 9; }
fi
if [ "$(cat "$CARGO_TARGET_DIR/.coco-clone" 2>/dev/null)" != "$PWD" ]; then
  find . -name target -prune -o \( -name '*.rs' -o -name 'Cargo.*' \) -exec touch {} +
  echo "$PWD" >"$CARGO_TARGET_DIR/.coco-clone"
fi
