"""GPU kernels between logits and the next token. One sequence at a time, whole vocabulary in one small grid."""

from tvm.script import tirx as T

import shape

VOCAB = shape.VOCAB
THREADS = 64
BLOCKS = VOCAB // THREADS
MASK_WORDS = (VOCAB + 31) // 32
assert VOCAB % THREADS == 0

# Lowest finite logit that still leaves room for a bias or a penalty.
EXCLUDED = -3.4e38


@T.prim_func(s_tir=True, private=True)
def rank_probabilities(
    probs: T.Buffer((1, VOCAB), "float32"),
    sorted_probs: T.Buffer((1, VOCAB), "float32"),
    sorted_ids: T.Buffer((1, VOCAB), "int32"),
):
    """Sorts by counting who is ahead (larger, or equal with a smaller id): each thread places one token."""
    T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": True})
    for bx in T.thread_binding(BLOCKS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("rank"):
                T.reads(probs[0, 0:VOCAB])
                T.writes(sorted_probs[0, 0:VOCAB], sorted_ids[0, 0:VOCAB])
                ahead = T.sblock_alloc_buffer((1,), "int32", scope="local")
                ahead[0] = 0
                for j in range(VOCAB):
                    if probs[0, j] > probs[0, bx * THREADS + tx] or (
                        probs[0, j] == probs[0, bx * THREADS + tx] and j < bx * THREADS + tx
                    ):
                        ahead[0] = ahead[0] + 1
                sorted_probs[0, ahead[0]] = probs[0, bx * THREADS + tx]
                sorted_ids[0, ahead[0]] = bx * THREADS + tx


@T.prim_func(s_tir=True, private=True)
def sample_top_p(
    sorted_probs: T.Buffer((1, VOCAB), "float32"),
    sorted_ids: T.Buffer((1, VOCAB), "int32"),
    uniform: T.Buffer((1,), "float32"),
    rows: T.Buffer((1,), "int32"),
    top_p: T.Buffer((1,), "float32"),
    sampled: T.Buffer((1,), "int32"),
):
    """Keeps the shortest head whose mass reaches top_p, then draws from it by its cumulative sum."""
    T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": True})
    for bx in T.thread_binding(1, thread="blockIdx.x"):
        for tx in T.thread_binding(1, thread="threadIdx.x"):
            with T.sblock("sample"):
                T.reads(sorted_probs[0, 0:VOCAB], sorted_ids[0, 0:VOCAB], uniform[0], rows[0], top_p[0])
                T.writes(sampled[0])
                mass = T.sblock_alloc_buffer((1,), "float32", scope="local")
                seen = T.sblock_alloc_buffer((1,), "float32", scope="local")
                done = T.sblock_alloc_buffer((1,), "int32", scope="local")
                mass[0] = T.float32(0)
                for j in range(VOCAB):
                    if mass[0] < top_p[0]:
                        mass[0] = mass[0] + sorted_probs[0, j]
                seen[0] = T.float32(0)
                done[0] = 0
                sampled[0] = sorted_ids[0, 0]
                for j in range(VOCAB):
                    if done[0] == 0 and seen[0] < mass[0]:
                        seen[0] = seen[0] + sorted_probs[0, j]
                        sampled[0] = sorted_ids[0, j]
                        if seen[0] > uniform[0] * mass[0]:
                            done[0] = 1


@T.prim_func(s_tir=True, private=True)
def apply_bitmask(
    logits: T.Buffer((1, VOCAB), "float32"), rows: T.Buffer((1,), "int32"), mask: T.Buffer((1, MASK_WORDS), "int32")
):
    """Grammar: a zero bit excludes its token."""
    T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": True})
    for bx in T.thread_binding(BLOCKS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("mask"):
                T.reads(logits[0, 0:VOCAB], mask[0, 0:MASK_WORDS], rows[0])
                T.writes(logits[0, 0:VOCAB])
                if T.bitwise_and(T.shift_right(mask[0, (bx * THREADS + tx) // 32], (bx * THREADS + tx) % 32), 1) == 0:
                    logits[0, bx * THREADS + tx] = T.float32(EXCLUDED)


@T.prim_func(s_tir=True, private=True)
def apply_bias(
    logits: T.Buffer((1, VOCAB), "float32"), rows_handle: T.handle, tokens_handle: T.handle, biases_handle: T.handle
):
    T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": True})
    n = T.int32()
    rows = T.match_buffer(rows_handle, (n,), "int32")
    tokens = T.match_buffer(tokens_handle, (n,), "int32")
    biases = T.match_buffer(biases_handle, (n,), "float32")
    for bx in T.thread_binding((n + THREADS - 1) // THREADS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("bias"):
                T.reads(logits[0, 0:VOCAB], rows[0:n], tokens[0:n], biases[0:n])
                T.writes(logits[0, 0:VOCAB])
                if bx * THREADS + tx < n:
                    logits[0, tokens[bx * THREADS + tx]] = (
                        logits[0, tokens[bx * THREADS + tx]] + biases[bx * THREADS + tx]
                    )


@T.prim_func(s_tir=True, private=True)
def apply_penalty(
    logits: T.Buffer((1, VOCAB), "float32"),
    sequences: T.Buffer((1,), "int32"),
    rows_handle: T.handle,
    tokens_handle: T.handle,
    counts_handle: T.handle,
    penalties: T.Buffer((1, 3), "float32"),
):
    """penalties = (presence, frequency, repetition), as the OpenAI and CTRL papers' users know them."""
    T.func_attr({"tirx.noalias": True, "tirx.is_scheduled": True})
    n = T.int32()
    rows = T.match_buffer(rows_handle, (n,), "int32")
    tokens = T.match_buffer(tokens_handle, (n,), "int32")
    counts = T.match_buffer(counts_handle, (n,), "int32")
    for bx in T.thread_binding((n + THREADS - 1) // THREADS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("penalty"):
                T.reads(logits[0, 0:VOCAB], rows[0:n], tokens[0:n], counts[0:n], penalties[0, 0:3], sequences[0])
                T.writes(logits[0, 0:VOCAB])
                if bx * THREADS + tx < n:
                    logits[0, tokens[bx * THREADS + tx]] = logits[0, tokens[bx * THREADS + tx]] - (
                        penalties[0, 0] + T.cast(counts[bx * THREADS + tx], "float32") * penalties[0, 1]
                    )
                    logits[0, tokens[bx * THREADS + tx]] = T.if_then_else(
                        logits[0, tokens[bx * THREADS + tx]] < T.float32(0),
                        logits[0, tokens[bx * THREADS + tx]] * penalties[0, 2],
                        logits[0, tokens[bx * THREADS + tx]] / penalties[0, 2],
                    )
