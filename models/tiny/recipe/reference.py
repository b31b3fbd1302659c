"""The model in plain numpy: what both engines have to agree with. float64 inside, so that it is nearer the truth."""

import numpy as np

import shape


def rms_norm(x, weight):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + shape.NORM_EPS) * weight


def rotate(x, positions):
    """Rotary embedding over [n, heads, HEAD_DIM], first half paired with second half."""
    d = shape.HEAD_DIM
    angle = positions[:, None] * (1.0 / shape.ROPE_THETA ** (np.arange(0, d, 2) / d))
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    left, right = x[..., : d // 2], x[..., d // 2 :]
    return np.concatenate([left * cos - right * sin, right * cos + left * sin], -1)


class Reference:
    """One conversation: `feed` appends tokens to the cache and returns the logits of each."""

    def __init__(self, weights):
        self.weights = {name: value.astype("float64") for name, value in weights.items()}
        self.reset()

    def reset(self):
        empty = np.zeros((0, shape.KV_HEADS, shape.HEAD_DIM))
        self.keys, self.values = [empty] * shape.LAYERS, [empty] * shape.LAYERS

    def feed(self, ids):
        weights, heads, kv, d = self.weights, shape.HEADS, shape.KV_HEADS, shape.HEAD_DIM
        n, before = len(ids), len(self.keys[0])
        positions = np.arange(before, before + n)
        hidden = np.arange(before + n)[None, :] > positions[:, None]
        x = weights["embed_tokens.weight"][np.asarray(ids)]
        for i in range(shape.LAYERS):
            w = lambda name: weights[f"layers.{i}.{name}.weight"]
            qkv = (rms_norm(x, w("norm1")) @ w("attn.qkv_proj").T).reshape(n, heads + 2 * kv, d)
            q = rotate(qkv[:, :heads], positions)
            self.keys[i] = np.concatenate([self.keys[i], rotate(qkv[:, heads : heads + kv], positions)])
            self.values[i] = np.concatenate([self.values[i], qkv[:, heads + kv :]])
            k, v = (np.repeat(cache, heads // kv, 1) for cache in (self.keys[i], self.values[i]))
            scores = np.einsum("qhd,khd->hqk", q, k) * d**-0.5
            scores = np.where(hidden[None], -np.inf, scores)
            share = np.exp(scores - scores.max(-1, keepdims=True))
            share /= share.sum(-1, keepdims=True)
            x = x + np.einsum("hqk,khd->qhd", share, v).reshape(n, heads * d) @ w("attn.o_proj").T
            gate, up = np.split(rms_norm(x, w("norm2")) @ w("mlp.gate_up_proj").T, 2, -1)
            x = x + (gate / (1 + np.exp(-gate)) * up) @ w("mlp.down_proj").T
        return rms_norm(x, weights["norm.weight"]) @ weights["lm_head.weight"].T

    def answer(self, prompt_ids, max_tokens):
        """Greedy: (tokens without the end token, smallest lead of a chosen token over the next best)."""
        self.reset()
        logits = self.feed(prompt_ids)[-1]
        tokens, lead = [], np.inf
        while True:
            order = np.argsort(-logits, kind="stable")
            token = int(order[0])
            lead = min(lead, float(logits[token] - logits[order[1]]))
            if token == shape.EOS or len(tokens) == max_tokens:
                return tokens, lead
            tokens.append(token)
            logits = self.feed([token])[-1]
