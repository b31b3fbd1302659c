# NEVER BUILT: where this was written no Docker engine was available. README.md beside it says what else was not tried.
# From the repository's root: docker build -f deploy/node.Dockerfile -t coco-node .
FROM rust:1.96-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends protobuf-compiler libssl-dev pkg-config && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/coco
COPY pallets/toolchain.sh pallets/toolchain.sh
COPY pallets/node pallets/node
RUN CARGO_TARGET_DIR=/tmp/target pallets/node/build.sh --release /opt/coco-node && rm -rf /tmp/target

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libssl3 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/coco-node /usr/local/bin/coco-node
# For build-spec; the node itself runs what its specification holds.
COPY pallets/artifacts/runtime.wasm.zst /usr/share/coco/runtime.wasm.zst
RUN useradd --system --uid 10000 --create-home --home-dir /data coco-node
USER coco-node
VOLUME /data
# Peers; the RPC (9944) listens on the container's loopback until --rpc-external opens it.
EXPOSE 30333
ENTRYPOINT ["coco-node"]
CMD ["--chain", "/data/spec.json", "--base-path", "/data", "--node-key-file", "/data/node.key"]
