"""manifest.json: what was built, from what, and the pins that everything which loads it checks."""

import hashlib
import importlib.metadata
import json
import platform
import subprocess

import shape

PINNED_TOOLS = ["apache-tvm", "apache-tvm-ffi", "gguf", "jax", "jaxlib", "numpy", "tokenizers"]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def weights_digest(files):
    """BLAKE2b-256 (unkeyed) of one line "path sha256\\n" a weight file, lines sorted by path bytewise, in UTF-8.

    `path` is the file's name inside its engine's folder, `sha256` its digest in lower-case hex."""
    lines = sorted(f"{file['path']} {file['sha256']}\n" for file in files)
    return hashlib.blake2b("".join(lines).encode(), digest_size=32).hexdigest()


def entries(folder, is_weight):
    return [
        {"path": p.name, "bytes": p.stat().st_size, "sha256": sha256(p), "weights": is_weight(p.name)}
        for p in sorted(folder.iterdir(), key=lambda p: p.name)
    ]


def engine(artifacts, name, is_weight):
    files = entries(artifacts / name, is_weight)
    return {
        "folder": f"artifacts/{name}",
        "weightsDigest": weights_digest([f for f in files if f["weights"]]),
        "files": files,
    }


def emcc_version():
    line = subprocess.run(["emcc", "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    return next((word for word in line.split() if word[0].isdigit()), line)


def describe(artifacts, training):
    webllm = engine(artifacts, "webllm", lambda name: name.startswith("params_shard_"))
    wllama = engine(artifacts, "wllama", lambda name: name.endswith(".gguf"))
    return {
        "schema": 1,
        "model": "tiny",
        "licence": "MIT",
        "shape": {
            "hidden": shape.HIDDEN,
            "layers": shape.LAYERS,
            "heads": shape.HEADS,
            "kvHeads": shape.KV_HEADS,
            "headDim": shape.HEAD_DIM,
            "ffn": shape.FFN,
            "vocab": shape.VOCAB,
            "contextTokens": shape.CONTEXT,
            "prefillChunkTokens": shape.PREFILL_CHUNK,
        },
        "stopTokenIds": [shape.EOS],
        "training": training,
        "webllm": webllm | {"library": next(f["path"] for f in webllm["files"] if f["path"].endswith(".wasm"))},
        "wllama": wllama | {"gguf": wllama["files"][0]["path"]},
        "tools": {
            "python": platform.python_version(),
            "emscripten": emcc_version(),
            **{name: importlib.metadata.version(name) for name in PINNED_TOOLS},
        },
    }


def write(path, manifest):
    path.write_text(json.dumps(manifest, indent=2) + "\n")
