"""The model as a Relax module with the functions that @mlc-ai/web-llm 0.2.86 calls, compiled to WGSL in one wasm."""

import json

import tvm
from tvm import relax, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op, spec
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache
from tvm.s_tir import dlight

import sampling_kernels as kernels
import shape
from kv_cache import SlimPagedKVCache

H, V, D = shape.HIDDEN, shape.VOCAB, shape.HEAD_DIM
QKV_HEADS = shape.HEADS + 2 * shape.KV_HEADS
TARGET = {
    "kind": "webgpu",
    "host": {"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm", "mcpu": "mvp"},
}


class RMSNorm(nn.Module):
    def __init__(self):
        self.weight = nn.Parameter((H,), "float32")

    def forward(self, x: Tensor):
        return op.rms_norm(x, self.weight, axes=[-1], epsilon=shape.NORM_EPS)


class Attention(nn.Module):
    def __init__(self):
        self.qkv_proj = nn.Linear(H, QKV_HEADS * D, bias=False, dtype="float32")
        self.o_proj = nn.Linear(shape.HEADS * D, H, bias=False, dtype="float32")

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int):
        batch, n, _ = x.shape
        qkv = op.reshape(self.qkv_proj(x), (batch, n, QKV_HEADS, D))
        out = cache.attention_with_fused_qkv(layer, qkv, shape.HEADS, sm_scale=D**-0.5)
        return self.o_proj(op.reshape(out, (batch, n, shape.HEADS * D)))


class FeedForward(nn.Module):
    def __init__(self):
        self.gate_up_proj = nn.Linear(H, 2 * shape.FFN, bias=False, dtype="float32")
        self.down_proj = nn.Linear(shape.FFN, H, bias=False, dtype="float32")

    def forward(self, x: Tensor):
        gate, up = op.split(self.gate_up_proj(x), 2, axis=-1)
        return self.down_proj(op.silu(gate) * up)


class Block(nn.Module):
    def __init__(self):
        self.norm1, self.attn = RMSNorm(), Attention()
        self.norm2, self.mlp = RMSNorm(), FeedForward()

    def forward(self, x: Tensor, cache: PagedKVCache, layer: int):
        x = x + self.attn(self.norm1(x), cache, layer)
        return x + self.mlp(self.norm2(x))


class TinyModel(nn.Module):
    def __init__(self):
        self.embed_tokens = nn.Embedding(V, H, dtype="float32")
        self.layers = nn.ModuleList([Block() for _ in range(shape.LAYERS)])
        self.norm = RMSNorm()
        self.lm_head = nn.Linear(H, V, bias=False, dtype="float32")

    def hidden(self, x: Tensor, cache: PagedKVCache):
        for i, layer in enumerate(self.layers):
            x = layer(x, cache, i)
        return self.norm(x)

    def embed(self, input_ids: Tensor):
        return self.embed_tokens(input_ids)

    def prefill(self, input_embed: Tensor, paged_kv_cache: PagedKVCache):
        def last_position(x):
            return tvm.te.compute((1, 1, H), lambda b, _, k: x[b, x.shape[1] - 1, k], name="last_position")

        x = op.tensor_expr_op(last_position, "last_position", [self.hidden(input_embed, paged_kv_cache)])
        return self.lm_head(x), paged_kv_cache

    def decode(self, input_embed: Tensor, paged_kv_cache: PagedKVCache):
        return self.lm_head(self.hidden(input_embed, paged_kv_cache)), paged_kv_cache

    def batch_prefill(self, input_embeds: Tensor, logit_positions: Tensor, paged_kv_cache: PagedKVCache):
        """Logits of chosen positions in one pass: what an audit reads."""
        x = op.take(self.hidden(input_embeds, paged_kv_cache), logit_positions, axis=1)
        return self.lm_head(x), paged_kv_cache

    def batch_verify(self, input_embeds: Tensor, paged_kv_cache: PagedKVCache):
        """Logits of all positions in one pass."""
        return self.lm_head(self.hidden(input_embeds, paged_kv_cache)), paged_kv_cache

    def softmax_with_temperature(self, logits: Tensor, temperature: Tensor):
        return op.softmax(logits / op.reshape(temperature, (1, 1, 1)), axis=-1)

    def argsort_probs(self, probs: Tensor):
        outputs = [Tensor.placeholder((1, V), "float32"), Tensor.placeholder((1, V), "int32")]
        return op.tensor_ir_op(kernels.rank_probabilities, "rank_probabilities", [probs], outputs)

    def sample_with_top_p(
        self,
        sorted_probs: Tensor,
        sorted_indices: Tensor,
        uniform_samples: Tensor,
        sample_indices: Tensor,
        top_p: Tensor,
    ):
        inputs = [sorted_probs, sorted_indices, uniform_samples, sample_indices, top_p]
        return op.tensor_ir_op(kernels.sample_top_p, "sample_top_p", inputs, Tensor.placeholder((1,), "int32"))

    def apply_bitmask_inplace(self, logits: Tensor, seq_ids: Tensor, bitmask: Tensor):
        return in_place(kernels.apply_bitmask, "apply_bitmask", [logits, seq_ids, bitmask])

    def apply_logit_bias_inplace(self, logits: Tensor, pos2seq_id: Tensor, token_ids: Tensor, logit_bias: Tensor):
        return in_place(kernels.apply_bias, "apply_bias", [logits, pos2seq_id, token_ids, logit_bias])

    def apply_penalty_inplace(
        self,
        logits: Tensor,
        seq_ids: Tensor,
        pos2seq_id: Tensor,
        token_ids: Tensor,
        token_cnt: Tensor,
        penalties: Tensor,
    ):
        inputs = [logits, seq_ids, pos2seq_id, token_ids, token_cnt, penalties]
        return in_place(kernels.apply_penalty, "apply_penalty", inputs)

    def create_tir_paged_kv_cache(
        self, max_batch_size, max_total_seq_len, prefill_chunk_size, page_size, support_sliding_window
    ):
        return SlimPagedKVCache(
            max_batch_size, max_total_seq_len, prefill_chunk_size, page_size, support_sliding_window
        )


def in_place(kernel, name, inputs):
    return op.tensor_ir_inplace_op(kernel, name, inputs, 0, Tensor.placeholder((1, V), "float32"))


def signatures():
    weights, plain = {"param_mode": "packed", "effect_mode": "none"}, {"param_mode": "none", "effect_mode": "none"}
    cache = spec.Object(object_type=PagedKVCache)

    def f32(*dims):
        return spec.Tensor(list(dims), "float32")

    def i32(*dims):
        return spec.Tensor(list(dims), "int32")

    return {
        "embed": {"input_ids": i32("seq_len"), "$": weights},
        "prefill": {"input_embed": f32(1, "seq_len", H), "paged_kv_cache": cache, "$": weights},
        "decode": {"input_embed": f32(1, 1, H), "paged_kv_cache": cache, "$": weights},
        "batch_prefill": {
            "input_embeds": f32(1, "seq_len", H),
            "logit_positions": i32("batch_size"),
            "paged_kv_cache": cache,
            "$": weights,
        },
        "batch_verify": {"input_embeds": f32(1, "seq_len", H), "paged_kv_cache": cache, "$": weights},
        "softmax_with_temperature": {"logits": f32(1, 1, V), "temperature": f32(1), "$": plain},
        "argsort_probs": {"probs": f32(1, V), "$": plain},
        "sample_with_top_p": {
            "sorted_probs": f32(1, V),
            "sorted_indices": i32(1, V),
            "uniform_samples": f32(1),
            "sample_indices": i32(1),
            "top_p": f32(1),
            "$": plain,
        },
        "apply_bitmask_inplace": {
            "logits": f32(1, V),
            "seq_ids": i32(1),
            "bitmask": i32(1, kernels.MASK_WORDS),
            "$": plain,
        },
        "apply_logit_bias_inplace": {
            "logits": f32(1, V),
            "pos2seq_id": i32("n"),
            "token_ids": i32("n"),
            "logit_bias": f32("n"),
            "$": plain,
        },
        "apply_penalty_inplace": {
            "logits": f32(1, V),
            "seq_ids": i32(1),
            "pos2seq_id": i32("n"),
            "token_ids": i32("n"),
            "token_cnt": i32("n"),
            "penalties": f32(1, 3),
            "$": plain,
        },
        "create_tir_paged_kv_cache": {
            "max_batch_size": int,
            "max_total_seq_len": int,
            "prefill_chunk_size": int,
            "page_size": int,
            "support_sliding_window": int,
            "$": plain,
        },
    }


def metadata(parameters):
    """What web-llm reads from the library before it loads weights."""
    return {
        "model_type": "llama",
        "quantization": "q0f32",
        "context_window_size": shape.CONTEXT,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "prefill_chunk_size": shape.PREFILL_CHUNK,
        "tensor_parallel_shards": 1,
        "pipeline_parallel_stages": 1,
        "disaggregation": False,
        "kv_state_kind": "kv_cache",
        "max_batch_size": 1,
        "active_vocab_size": V,
        "params": [
            {"name": name, "shape": [int(n) for n in p.shape], "dtype": str(p.dtype), "preprocs": []}
            for name, p in parameters
        ],
        "memory_usage": {"prefill": 1 << 20, "decode": 1 << 20},
        "kv_cache": {
            "num_hidden_layers": shape.LAYERS,
            "num_attention_heads": shape.HEADS,
            "num_key_value_heads": shape.KV_HEADS,
            "head_dim": D,
        },
    }


@tvm.transform.module_pass(opt_level=0)
def order_shape_stores(module, _context):
    """VMShapeLower writes its shape slots in an order that hangs on pointers; they are independent, so sort them.

    Without this the library differs by some bytes from build to build."""
    for variable, function in module.functions.items():
        if variable.name_hint.startswith("shape_func") and isinstance(function.body, tirx.SeqStmt):
            stores = sorted(function.body.seq, key=lambda store: int(store.indices[0]))
            module[variable] = function.with_body(tirx.SeqStmt(stores))
    return module


def compile_library():
    """Returns (executable to be linked, names of the weights in the order in which the functions take them)."""
    target = tvm.target.Target(TARGET)
    with target:
        module, parameters = TinyModel().export_tvm(signatures())
    builder = relax.BlockBuilder(module)
    with builder.function("_metadata", params=[]):
        builder.emit_func_output(tvm.ir.StringImm(json.dumps(metadata(parameters))))
    t = relax.transform
    # dlight's Fallback alone: on a software GPU its other schedules cost start-up (5.0 s, not 3.3) and speed (20
    # tokens/s, not 50).
    pipeline = tvm.transform.Sequential(
        [
            t.LegalizeOps(),
            t.AnnotateTIROpPattern(),
            t.FoldConstant(),
            t.FuseOps(),
            t.FuseTIR(),
            dlight.ApplyDefaultSchedule(dlight.gpu.Fallback()),
            t.RewriteDataflowReshape(),
            t.ToNonDataflow(),
            t.RemovePurityChecking(),
            t.CallTIRRewrite(),
            t.StaticPlanBlockMemory(),
            t.LowerAllocTensor(),
            t.KillAfterLastUse(),
            t.LowerRuntimeBuiltin(),
            t.ComputePrimValue(),
            t.VMShapeLower(),
            order_shape_stores,
            t.AttachGlobalSymbol(),
        ]
    )
    with target:
        executable = tvm.compile(builder.finalize(), target=target, relax_pipeline=pipeline)
    return executable, [name for name, _ in parameters]
