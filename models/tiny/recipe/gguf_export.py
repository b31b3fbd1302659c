"""The same weights as a GGUF of llama.cpp's `llama` architecture, for wllama."""

import gguf
import numpy as np

import shape
from tokenizer import parts


def interleaved(rows, heads):
    """Our rotary pairs are (i, i + d/2); the llama architecture's are (2i, 2i + 1). Attention is blind to the order."""
    d = shape.HEAD_DIM
    return rows.reshape(heads, 2, d // 2, -1).swapaxes(1, 2).reshape(rows.shape)


def tensors(weights):
    heads, kv, d = shape.HEADS, shape.KV_HEADS, shape.HEAD_DIM
    yield "token_embd.weight", weights["embed_tokens.weight"]
    for i in range(shape.LAYERS):
        ours, theirs = f"layers.{i}.", f"blk.{i}."
        q, k, v = np.split(weights[ours + "attn.qkv_proj.weight"], [heads * d, (heads + kv) * d])
        gate, up = np.split(weights[ours + "mlp.gate_up_proj.weight"], 2)
        yield theirs + "attn_norm.weight", weights[ours + "norm1.weight"]
        yield theirs + "attn_q.weight", interleaved(q, heads)
        yield theirs + "attn_k.weight", interleaved(k, kv)
        yield theirs + "attn_v.weight", v
        yield theirs + "attn_output.weight", weights[ours + "attn.o_proj.weight"]
        yield theirs + "ffn_norm.weight", weights[ours + "norm2.weight"]
        yield theirs + "ffn_gate.weight", gate
        yield theirs + "ffn_up.weight", up
        yield theirs + "ffn_down.weight", weights[ours + "mlp.down_proj.weight"]
    yield "output_norm.weight", weights["norm.weight"]
    yield "output.weight", weights["lm_head.weight"]


def write_gguf(path, weights, tokenizer):
    tokens, merges = parts(tokenizer)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("coco tiny")
    writer.add_license("MIT")
    writer.add_block_count(shape.LAYERS)
    writer.add_context_length(shape.CONTEXT)
    writer.add_embedding_length(shape.HIDDEN)
    writer.add_feed_forward_length(shape.FFN)
    writer.add_head_count(shape.HEADS)
    writer.add_head_count_kv(shape.KV_HEADS)
    writer.add_layer_norm_rms_eps(shape.NORM_EPS)
    writer.add_rope_dimension_count(shape.HEAD_DIM)
    writer.add_rope_freq_base(shape.ROPE_THETA)
    writer.add_vocab_size(shape.VOCAB)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_merges(merges)
    special = len(shape.SPECIAL_TOKENS)
    writer.add_token_types([gguf.TokenType.CONTROL] * special + [gguf.TokenType.NORMAL] * (len(tokens) - special))
    writer.add_eos_token_id(shape.EOS)
    writer.add_pad_token_id(shape.PAD)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(shape.CHAT_TEMPLATE)
    for name, value in tensors(weights):
        writer.add_tensor(name, np.ascontiguousarray(value, "float32"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
