"""Checks of a built folder that need no browser. `build.py` runs them; alone: check.py FOLDER."""

import json
import pathlib
import sys

import numpy as np
from tokenizers import Tokenizer

import shape
from reference import Reference
from tokenizer import encode

TEXTS = ["Hello", " two  spaces\n\nlines\t", "Grüezi, こんにちは 👋", "it's 1234567 o'clock!?", "<|user|>x<|end|>", ""]


def read_shards(folder):
    cache = json.loads((folder / "tensor-cache.json").read_text())
    weights = {}
    for shard in cache["records"]:
        content = (folder / shard["dataPath"]).read_bytes()
        for record in shard["records"]:
            raw = content[record["byteOffset"] : record["byteOffset"] + record["nbytes"]]
            weights[record["name"]] = np.frombuffer(raw, "float32").reshape(record["shape"])
    return weights


def read_gguf(path):
    import gguf

    reader = gguf.GGUFReader(path)
    return reader, {t.name: np.array(t.data) for t in reader.tensors}


def check_same_weights(weights, path):
    """The GGUF's tensors are the shards' tensors, bit for bit, up to the order of rows."""
    from gguf_export import tensors

    reader, found = read_gguf(path)
    wanted = dict(tensors(weights))
    assert set(found) == set(wanted), "the GGUF has other tensors"
    for name, value in wanted.items():
        assert np.array_equal(found[name], value), f"{name} differs"
    row_sums = lambda array: np.sort(array.sum(-1))
    assert np.array_equal(
        row_sums(found["blk.0.attn_q.weight"]),
        row_sums(weights["layers.0.attn.qkv_proj.weight"][: shape.HEADS * shape.HEAD_DIM]),
    ), "a permuted tensor lost rows"
    assert any(field.name == "tokenizer.chat_template" for field in reader.fields.values())


def check_interleaving(weights):
    """Rotating permuted rows in llama.cpp's way gives the same scores as rotating ours in our way."""
    from gguf_export import interleaved
    from reference import rotate

    d, n = shape.HEAD_DIM, 9
    rng = np.random.default_rng(1)
    x, positions = rng.standard_normal((n, shape.HIDDEN)), np.arange(n)
    wq, wk, _ = np.split(
        weights["layers.0.attn.qkv_proj.weight"], [shape.HEADS * d, (shape.HEADS + shape.KV_HEADS) * d]
    )

    def rotate_pairs(v):
        angle = positions[:, None] * (1.0 / shape.ROPE_THETA ** (np.arange(0, d, 2) / d))
        turned = (v[..., 0::2] + 1j * v[..., 1::2]) * np.exp(1j * angle)[:, None]
        return np.stack([turned.real, turned.imag], -1).reshape(v.shape)

    def scores(rows_q, rows_k, turn):
        q = turn((x @ rows_q.T).reshape(n, shape.HEADS, d))
        k = turn((x @ rows_k.T).reshape(n, shape.KV_HEADS, d))
        return np.einsum("qhd,kd->hqk", q, k[:, 0])

    ours = scores(wq, wk, lambda v: rotate(v, positions))
    theirs = scores(interleaved(wq, shape.HEADS), interleaved(wk, shape.KV_HEADS), rotate_pairs)
    assert np.abs(ours - theirs).max() < 1e-9, "the rotary permutation is wrong"


def check_chunks(weights):
    """The reference itself does not care how a prompt is cut."""
    reference, rng = Reference(weights), np.random.default_rng(2)
    ids = rng.integers(len(shape.SPECIAL_TOKENS), shape.VOCAB, 300)
    whole = reference.feed(ids)[-1]
    reference.reset()
    for start in range(0, len(ids), shape.PREFILL_CHUNK):
        parts = reference.feed(ids[start : start + shape.PREFILL_CHUNK])[-1]
    assert np.abs(whole - parts).max() < 1e-9


def check_tokenizer(tokenizer):
    for text in TEXTS:
        decoded = tokenizer.decode(encode(tokenizer, text), skip_special_tokens=False)
        assert decoded == text, f"{text!r} came back as {decoded!r}"
    for i, token in enumerate(shape.SPECIAL_TOKENS):
        assert tokenizer.token_to_id(token) == i


def check_merge_barrier(library):
    """The shader that merges attention states waits between reading and writing S."""
    text = library.read_bytes()
    start = text.find(b"fn merge_state")
    assert start >= 0, "no merge kernel in the library"
    shader = text[start : text.find(b"@compute", start) if text.find(b"@compute", start) > 0 else start + 8000]
    assert shader.count(b"workgroupBarrier();") == 1, "the merge kernel has no barrier"


def check_vectors(folder, weights, tokenizer):
    answers = json.loads((folder / "answers.json").read_text())["answers"]
    reference = Reference(weights)
    for entry in answers:
        prompt = encode(tokenizer, shape.conversation_text(entry["messages"]))
        tokens, _ = reference.answer(prompt, 300)
        assert tokenizer.decode(tokens, skip_special_tokens=False) == entry["answer"], entry["id"]
        assert (len(prompt), len(tokens) + 1) == (entry["promptTokens"], entry["completionTokens"]), entry["id"]
        assert len(prompt) + len(tokens) + 1 < shape.CONTEXT, entry["id"]
    singles = {e["messages"][0]["content"] for e in answers if len(e["messages"]) == 1}
    assert len(singles) >= 24, "too few different questions"


def check(folder):
    webllm = folder / "artifacts" / "webllm"
    weights = read_shards(webllm)
    tokenizer = Tokenizer.from_file(str(webllm / "tokenizer.json"))
    check_tokenizer(tokenizer)
    check_chunks(weights)
    check_interleaving(weights)
    check_same_weights(weights, next((folder / "artifacts" / "wllama").glob("*.gguf")))
    check_merge_barrier(next(webllm.glob("*.wasm")))
    check_vectors(folder, weights, tokenizer)


if __name__ == "__main__":
    check(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    print("all checks passed")
