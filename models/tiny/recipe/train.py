"""Trains the model on the dialogues, on one CPU thread and with fixed seeds, so that a rebuild gives the same bytes."""

import os

# Set before JAX is imported. One thread fixes the order of every sum; one instruction set fixes fused and vector forms.
os.environ["XLA_FLAGS"] = (
    "--xla_cpu_multi_thread_eigen=false --xla_cpu_max_isa=AVX2 --xla_cpu_use_onednn=false --xla_cpu_use_xnnpack=false"
)
os.environ["JAX_PLATFORMS"] = "cpu"

import json
import pathlib
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

import shape
from tokenizer import encode, train_tokenizer
from train_settings import (
    FOREIGN_SYSTEM_SHARE,
    FOREIGN_SYSTEM_WORDS,
    MAX_JOINED,
    PEAK_RATE,
    PLAIN_SHARE,
    PREAMBLE_SHARE,
    PREAMBLE_WORDS,
    ROW_TOKENS,
    ROWS,
    SEED,
    STEPS,
    SYSTEM_SHARE,
    VARIANT_SHARE,
    WARMUP_STEPS,
)


def initial_weights(rng):
    h, d, f, v = shape.HIDDEN, shape.HEAD_DIM, shape.FFN, shape.VOCAB
    qkv = (shape.HEADS + 2 * shape.KV_HEADS) * d

    def matrix(rows, columns):
        return (rng.standard_normal((rows, columns)) * columns**-0.5).astype("float32")

    weights = {"embed_tokens.weight": matrix(v, h)}
    for i in range(shape.LAYERS):
        weights |= {
            f"layers.{i}.norm1.weight": np.ones(h, "float32"),
            f"layers.{i}.attn.qkv_proj.weight": matrix(qkv, h),
            f"layers.{i}.attn.o_proj.weight": matrix(h, shape.HEADS * d),
            f"layers.{i}.norm2.weight": np.ones(h, "float32"),
            f"layers.{i}.mlp.gate_up_proj.weight": matrix(2 * f, h),
            f"layers.{i}.mlp.down_proj.weight": matrix(h, f),
        }
    return weights | {"norm.weight": np.ones(h, "float32"), "lm_head.weight": matrix(v, h)}


def forward(weights, ids, positions, segments):
    """Logits [rows, n, vocab]. Tokens see earlier tokens of their own segment only."""
    d, heads, kv = shape.HEAD_DIM, shape.HEADS, shape.KV_HEADS
    rows, n = ids.shape
    inverse = 1.0 / (shape.ROPE_THETA ** (jnp.arange(0, d, 2) / d))
    angle = positions[..., None] * inverse
    cos, sin = jnp.cos(angle)[:, :, None], jnp.sin(angle)[:, :, None]

    def norm(x, weight):
        return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + shape.NORM_EPS) * weight

    def rotate(x):
        left, right = jnp.split(x, 2, -1)
        return jnp.concatenate([left * cos - right * sin, right * cos + left * sin], -1)

    visible = (segments[:, :, None] == segments[:, None, :]) & jnp.tril(jnp.ones((n, n), bool))
    x = weights["embed_tokens.weight"][ids]
    for i in range(shape.LAYERS):
        w = lambda name: weights[f"layers.{i}.{name}.weight"]
        qkv = (norm(x, w("norm1")) @ w("attn.qkv_proj").T).reshape(rows, n, heads + 2 * kv, d)
        q, k, v = rotate(qkv[:, :, :heads]), rotate(qkv[:, :, heads : heads + kv]), qkv[:, :, heads + kv :]
        k, v = jnp.repeat(k, heads // kv, 2), jnp.repeat(v, heads // kv, 2)
        scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) * d**-0.5
        share = jax.nn.softmax(jnp.where(visible[:, None], scores, -1e30), -1)
        x = x + jnp.einsum("bhqk,bkhd->bqhd", share, v).reshape(rows, n, heads * d) @ w("attn.o_proj").T
        gate, up = jnp.split(norm(x, w("norm2")) @ w("mlp.gate_up_proj").T, 2, -1)
        x = x + (jax.nn.silu(gate) * up) @ w("mlp.down_proj").T
    return norm(x, weights["norm.weight"]) @ weights["lm_head.weight"].T


class Conversations:
    """Endless stream of training rows: conversations of one to MAX_JOINED dialogues, several packed into a row."""

    def __init__(self, dialogues, tokenizer, rng):
        self.dialogues, self.systems = dialogues["dialogues"], dialogues["systems"]
        self.rng, self.cache, self.tokenizer = rng, {}, tokenizer
        self.order = []
        answers = [a for d in self.dialogues for _, a in d["turns"] if isinstance(a, str)]
        self.words = " ".join(answers).split()

    def encode(self, text):
        if text not in self.cache:
            self.cache[text] = encode(self.tokenizer, text)
        return self.cache[text]

    def next_dialogue(self):
        if not self.order:
            self.order = list(self.rng.permutation(len(self.dialogues)))
        return self.dialogues[self.order.pop()]

    def foreign(self, most):
        """Words in no order."""
        count = self.rng.integers(1, most)
        return " ".join(self.words[i] for i in self.rng.integers(0, len(self.words), count))

    def asked(self, question):
        """Now and then a question in lower case, without its last mark, or after a long text."""
        draw = self.rng.random()
        if draw < VARIANT_SHARE / 2:
            return question.lower()
        if draw < VARIANT_SHARE:
            return question.rstrip(".?!")
        if draw < VARIANT_SHARE + PREAMBLE_SHARE:
            return self.foreign(PREAMBLE_WORDS) + "\n\n" + question
        return question

    def said(self, answer):
        if isinstance(answer, str):
            return answer
        drawn = self.rng.integers(0, len(answer["from"]), answer["pick"])
        return answer["join"].join(answer["from"][i] for i in drawn) + answer["end"]

    def system(self):
        if self.rng.random() < FOREIGN_SYSTEM_SHARE:
            return self.foreign(FOREIGN_SYSTEM_WORDS)
        return self.systems[self.rng.integers(len(self.systems))]

    def conversation(self):
        """(ids, learn): learn marks the tokens that the model has to write."""
        first = self.next_dialogue()
        chosen, system = [first], first.get("system")
        if system is None and self.rng.random() >= PLAIN_SHARE:
            for _ in range(self.rng.integers(1, MAX_JOINED)):
                other = self.next_dialogue()
                if "system" not in other:
                    chosen.append(other)
        if system is None and self.rng.random() < SYSTEM_SHARE:
            system = self.system()
        ids, learn = [], []
        if system is not None:
            ids = [shape.SYSTEM, *self.encode(system)]
            learn = [0] * len(ids)
        for dialogue in chosen:
            for question, answer in dialogue["turns"]:
                prompt = [shape.USER, *self.encode(self.asked(question)), shape.ASSISTANT]
                reply = [*self.encode(self.said(answer)), shape.EOS]
                # The end token is learnt but not kept: a finished turn has none (see shape.SPECIAL_TOKENS).
                ids += prompt + reply
                learn += [0] * len(prompt) + [1] * len(reply)
        return ids, learn

    def row(self):
        ids, learn, positions, segments = [], [], [], []
        segment = 0
        while len(ids) < ROW_TOKENS + 1:
            conversation, marks = self.conversation()
            segment += 1
            ids += conversation
            learn += marks
            # The end token takes no position and no other token sees it.
            position, own, own_segments = 0, [], []
            for token in conversation:
                own.append(position)
                own_segments.append(0 if token == shape.EOS else segment)
                position += token != shape.EOS
            positions += own
            segments += own_segments
        cut = ROW_TOKENS + 1
        return ids[:cut], learn[:cut], positions[:cut], segments[:cut]

    def batch(self):
        ids, learn, positions, segments = (np.array(x) for x in zip(*(self.row() for _ in range(ROWS))))
        return ids[:, :-1], positions[:, :-1], segments[:, :-1], ids[:, 1:], learn[:, 1:].astype("float32")


def loss(weights, batch):
    ids, positions, segments, targets, learn = batch
    logs = jax.nn.log_softmax(forward(weights, ids, positions, segments))
    picked = jnp.take_along_axis(logs, targets[..., None], -1)[..., 0]
    return -(picked * learn).sum() / learn.sum()


@jax.jit
def adam_step(weights, mean, square, step, rate, batch):
    value, gradient = jax.value_and_grad(loss)(weights, batch)
    each = jax.tree.map
    mean = each(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
    square = each(lambda s, g: 0.99 * s + 0.01 * g * g, square, gradient)
    fix_mean, fix_square = 1 - 0.9**step, 1 - 0.99**step
    weights = each(lambda w, m, s: w - rate * (m / fix_mean) / (jnp.sqrt(s / fix_square) + 1e-8), weights, mean, square)
    return weights, mean, square, value


def train(dialogues, tokenizer, say=print):
    """Returns {name: float32 array}, in the order in which the library takes them."""
    rng = np.random.default_rng(SEED)
    weights = {name: jnp.asarray(value) for name, value in initial_weights(rng).items()}
    names = list(weights)
    mean = jax.tree.map(jnp.zeros_like, weights)
    square = mean
    stream = Conversations(dialogues, tokenizer, rng)
    started = time.monotonic()
    for step in range(1, STEPS + 1):
        rate = PEAK_RATE * min(1.0, step / WARMUP_STEPS) * (0.5 + 0.5 * np.cos(np.pi * step / STEPS))
        weights, mean, square, value = adam_step(
            weights, mean, square, np.float32(step), np.float32(rate), stream.batch()
        )
        if step % 100 == 0 or step == 10:
            say(f"step {step} loss {float(value):.4f} after {time.monotonic() - started:.0f} s")
    return {name: np.asarray(weights[name], "float32") for name in names}


def main():
    folder = pathlib.Path(sys.argv[1])
    dialogues = json.loads(pathlib.Path(__file__).with_name("dialogues.json").read_text())
    tokenizer = train_tokenizer(dialogues)
    tokenizer.save(str(folder / "tokenizer.json"))
    np.savez(folder / "weights.npz", **train(dialogues, tokenizer, lambda line: print(line, flush=True)))


if __name__ == "__main__":
    main()
