"""Builds everything and compares it with what is committed.

build.py            builds into the cache, checks, compares hashes with ../manifest.json (weights must be equal)
build.py --write    the same, then replaces the committed artifacts
build.py --keep-weights   does not train: takes the committed weights (for changes of the library only)
"""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
TINY = HERE.parent
WRITTEN = ["artifacts", "answers.json", "reference.json", "manifest.json"]


def say(text):
    print(f"tiny: {text}", flush=True)


def with_hash(path):
    """Puts the content's hash into the name: web-llm and browsers cache by URL."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return path.rename(path.with_name(f"tiny-{digest}{path.suffix}"))


def dump(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def obtain_weights(folder, keep):
    from tokenizers import Tokenizer

    if keep:
        from check import read_shards

        committed = TINY / "artifacts" / "webllm"
        return read_shards(committed), Tokenizer.from_file(str(committed / "tokenizer.json"))
    # A process of its own: JAX wants its flags before its first import, and two LLVMs in one process is one too many.
    subprocess.run([sys.executable, HERE / "train.py", folder], check=True)
    with np.load(folder / "weights.npz") as stored:
        return dict(stored), Tokenizer.from_file(str(folder / "tokenizer.json"))


def build(folder, keep):
    import library
    import manifest
    import runtime
    import train_settings
    import vectors
    from gguf_export import write_gguf
    from reference import Reference
    from webllm_export import write_configuration, write_weights

    out, work = folder / "out", folder / "work"
    shutil.rmtree(out, ignore_errors=True)
    webllm, wllama = out / "artifacts" / "webllm", out / "artifacts" / "wllama"
    for path in (webllm, wllama, work):
        path.mkdir(parents=True, exist_ok=True)

    say("weights")
    weights, tokenizer = obtain_weights(work, keep)
    dialogues = json.loads((HERE / "dialogues.json").read_text())

    say("answers and reference vectors")
    reference = Reference(weights)
    found, sampling, complaints = vectors.answers(dialogues, tokenizer, reference)
    if complaints:
        raise SystemExit("the model does not say what it was taught:\n" + "\n".join(complaints))
    dump(
        out / "answers.json",
        {
            "about": "Greedy (temperature 0) answers of the numpy reference. promptTokens counts the whole "
            "conversation, completionTokens the end token too, as both engines count. `sampling`: prompts with many "
            "good answers.",
            "answers": found,
            "sampling": sampling,
        },
    )
    dump(
        out / "reference.json",
        {
            "about": "Prefills (token ids, fed one after the other into one cache), then logits of the last position "
            "at logitIds, the five largest, and up to eight greedy tokens; greedyLead is the smallest lead of a greedy "
            "token.",
            "logitIds": vectors.LOGIT_IDS,
            "toleranceLogits": 0.02,
            "cases": vectors.reference_cases(found, tokenizer, reference),
        },
    )

    say("library")
    executable, names = library.compile_library()
    if list(weights) != names:
        raise SystemExit(f"library and training disagree about the weights: {names}")
    runtime.link(executable, runtime.compile_runtime(work), webllm / "library.wasm")
    with_hash(webllm / "library.wasm")
    write_weights(webllm, weights, names)
    write_configuration(webllm, tokenizer)
    write_gguf(wllama / "model.gguf", weights, tokenizer)
    with_hash(wllama / "model.gguf")

    training = {"seed": train_settings.SEED, "steps": train_settings.STEPS, "dialogues": len(dialogues["dialogues"])}
    manifest.write(out / "manifest.json", manifest.describe(out / "artifacts", training))
    return out


def compare(out):
    """Says what differs from the committed manifest. Returns True when the weights are equal."""
    try:
        committed = json.loads((TINY / "manifest.json").read_text())
    except FileNotFoundError:
        say("no committed manifest to compare with")
        return True
    built = json.loads((out / "manifest.json").read_text())
    same = True
    for engine in ("webllm", "wllama"):
        # Names carry hashes, so files are matched by their ending.
        kind = lambda f: f["path"].rsplit(".", 1)[-1] if f["path"].startswith("tiny-") else f["path"]
        before, after = ({kind(f): f for f in m[engine]["files"]} for m in (committed, built))
        for name in sorted(before | after):
            old, new = before.get(name), after.get(name)
            equal = old is not None and new is not None and old["sha256"] == new["sha256"]
            verdict = "equal" if equal else "DIFFERS"
            say(
                f"{verdict}: {engine}/{(new or old)['path']}"
                + ("" if equal else f" (committed {old and old['sha256']})")
            )
        if committed[engine]["weightsDigest"] != built[engine]["weightsDigest"]:
            same = False
    for name in ("answers.json", "reference.json"):
        equal = (TINY / name).exists() and (TINY / name).read_bytes() == (out / name).read_bytes()
        say(f"{'equal' if equal else 'DIFFERS'}: {name}")
    for tool, version in built["tools"].items():
        if committed["tools"].get(tool) != version:
            say(f"built with {tool} {version}, committed with {committed['tools'].get(tool)}")
    return same


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep-weights", action="store_true")
    options = parser.parse_args()
    started = time.monotonic()
    cache = pathlib.Path(os.environ.get("COCO_CACHE") or pathlib.Path.home() / ".cache" / "coco")
    out = build(cache / "tiny-build", options.keep_weights)

    say("checks")
    from check import check

    check(out)
    same = compare(out)
    size = sum(p.stat().st_size for p in (out / "artifacts").rglob("*") if p.is_file())
    say(f"{size / 1e6:.2f} MB in {time.monotonic() - started:.0f} s, in {out}")
    if options.write:
        for name in WRITTEN:
            target = TINY / name
            shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
            (shutil.copytree if (out / name).is_dir() else shutil.copy)(out / name, target)
        say("replaced the committed files")
    elif not same:
        raise SystemExit("tiny: the weights are not the committed ones")


if __name__ == "__main__":
    main()
