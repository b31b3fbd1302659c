# Sourced by the scripts beside it: the pallets' toolchain, with what the node needs over it. Not executable by itself.

# Of its own: mixing it with the pallets' folder would rebuild both again and again.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${COCO_CACHE:-$HOME/.cache/coco}/node-target}"
. ../toolchain.sh
command -v protoc >/dev/null || { echo "node: protoc not found (Debian package: protobuf-compiler)" >&2; exit 3; }
# litep2p's WebRTC brings the sources of OpenSSL and builds them for minutes, unless the system's is there.
if command -v pkg-config >/dev/null && pkg-config --exists openssl; then export OPENSSL_NO_VENDOR=1; fi
