"""The paged KV cache with only the kernels that a plain single-sequence chat reaches, and a race in one of them mended.

No tree attention, sliding window or MLA: their shaders would only lengthen the load (8 s became 5 s without them).
"""

import importlib.util
import inspect
import pathlib
import tempfile

import tvm
from tvm import relax
from tvm.relax.frontend.nn.llm import kv_cache as wheel
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache, RopeMode

import shape

# The wheel's merge kernel reads S in every thread of a row and then stores it from every thread, with nothing between:
# a slow thread reads the merged value. Prefills onto a non-empty cache were off by up to 5 logits on SwiftShader.
RACY_STORE = "                            S[bx, ty + by * bdy] = T.log2(s_val[0] + s_other_val[0]) + s_max[0]\n"
BARRIER = '                            T.tvm_storage_sync("shared")\n'


def mended_merge_state_inplace():
    """The wheel's own function with a barrier before the store. Stops the build when the wheel no longer looks so."""
    original = wheel._merge_state_inplace
    source = inspect.getsource(original)
    if source.count(RACY_STORE) != 1 or BARRIER in source:
        raise SystemExit("the wheel's _merge_state_inplace changed: look whether the race is still there")
    with tempfile.TemporaryDirectory() as folder:
        # TVMScript parses the text of a function, so the changed text has to stand in a file.
        path = pathlib.Path(folder, "mended_merge.py")
        path.write_text(source.replace(RACY_STORE, BARRIER + RACY_STORE))
        spec = importlib.util.spec_from_file_location("mended_merge", path)
        module = importlib.util.module_from_spec(spec)
        module.__dict__.update(
            {k: v for k, v in inspect.getmodule(original).__dict__.items() if not k.startswith("__")}
        )
        spec.loader.exec_module(module)
        return module._merge_state_inplace(
            shape.HEADS, shape.HEAD_DIM, "float32", tvm.target.Target.current(), "merge_state"
        )


class SlimPagedKVCache(PagedKVCache):
    def __init__(self, max_batch_size, max_total_seq_len, prefill_chunk_size, page_size, support_sliding_window):
        builder = relax.BlockBuilder.current()
        target = tvm.target.Target.current()
        heads, kv, d, layers = shape.HEADS, shape.KV_HEADS, shape.HEAD_DIM, shape.LAYERS
        absent = relax.Tuple([])
        unused_window = 1024

        def kernel(function, name):
            return builder.add_func(function, name)

        def attention(function, name):
            return relax.Tuple([tvm.ir.StringImm("tirx"), kernel(function, name)])

        arguments = [
            relax.ShapeExpr(
                [
                    max_batch_size,
                    max_total_seq_len,
                    prefill_chunk_size,
                    page_size,
                    support_sliding_window,
                    unused_window,
                ]
            ),
            relax.ShapeExpr([0, layers]),
            relax.prim_value(heads),
            relax.prim_value(kv),
            relax.prim_value(d),
            relax.prim_value(d),
            relax.ShapeExpr([int(wheel.AttnKind.MHA)] * layers),
            relax.prim_value(False),
            relax.prim_value(RopeMode.NORMAL),
            relax.prim_value(1),
            relax.prim_value(int(shape.ROPE_THETA)),
            relax.prim_value(0),
            relax.op.zeros((), "float32"),
            kernel(wheel._kv_cache_transpose_append(kv, d, "float32"), "kv_append"),
            relax.prim_value(0),
            attention(wheel._attention_prefill_ragged(kv, heads, d, d, "float32", {}, target), "prefill_ragged"),
            attention(wheel._attention_prefill(kv, heads, d, "float32", False, {}, target), "prefill_paged"),
            attention(wheel._attention_decode(kv, heads, d, "float32", False, {}, target), "decode_paged"),
            *[absent] * 5,
            relax.Tuple([kernel(mended_merge_state_inplace(), "merge_state")]),
            kernel(
                wheel.llama_rope_with_position_map(shape.ROPE_THETA, 1, d, heads, kv, "float32", {}, d), "split_rotary"
            ),
            kernel(wheel._copy_single_page(kv, page_size, d, "float32", target), "copy_page"),
            kernel(wheel._kv_cache_debug_get_kv(layers, kv, d, "float32"), "debug_get_kv"),
            kernel(wheel._compact_kv_copy(kv, d, "float32", target), "compact_kv"),
        ]
        super(PagedKVCache, self).__init__(
            _expr=relax.call_pure_packed(
                "vm.builtin.paged_attention_kv_cache_create", *arguments, ty_args=relax.AnyType()
            ),
            _name="paged_kv_cache",
        )
