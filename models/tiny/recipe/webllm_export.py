"""Weights, tokenizer and configuration in the form that web-llm loads."""

import json
import pathlib

import shape


def write_weights(folder, weights, names):
    from tvm.contrib import tvmjs

    size = sum(weights[name].nbytes for name in names)
    tvmjs.dump_tensor_cache(
        {name: weights[name] for name in names},
        str(folder),
        encode_format="raw",
        meta_data={"ParamSize": len(names), "ParamBytes": float(size), "BitsPerParam": 32.0},
        show_progress=False,
    )


def write_configuration(folder, tokenizer):
    tokenizer.save(str(pathlib.Path(folder, "tokenizer.json")))
    window = {"context_window_size": shape.CONTEXT, "prefill_chunk_size": shape.PREFILL_CHUNK}
    configuration = {
        "version": "0.1.0",
        "model_type": "llama",
        "quantization": "q0f32",
        "model_config": {"vocab_size": shape.VOCAB, **window},
        "vocab_size": shape.VOCAB,
        **window,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "tensor_parallel_shards": 1,
        "pipeline_parallel_stages": 1,
        "temperature": 0.7,
        "top_p": 0.95,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "repetition_penalty": 1.0,
        "tokenizer_files": ["tokenizer.json"],
        "tokenizer_info": {
            "token_postproc_method": "byte_level",
            "prepend_space_in_encode": False,
            "strip_space_in_decode": False,
        },
        "conv_template": shape.CONV_TEMPLATE,
        "pad_token_id": shape.PAD,
        "bos_token_id": None,
        "eos_token_id": [shape.EOS],
    }
    pathlib.Path(folder, "mlc-chat-config.json").write_text(json.dumps(configuration, indent=1) + "\n")
