"""The one place that says how large the model is and how a conversation is written for it."""

HIDDEN = 64
LAYERS = 2
HEADS = 2
KV_HEADS = 1
HEAD_DIM = HIDDEN // HEADS
FFN = 192
VOCAB = 640
"""Multiple of the 64 threads that one workgroup of the sampling kernels has."""

CONTEXT = 1024
"""Tokens. The KV cache is 2 * LAYERS * KV_HEADS * HEAD_DIM * 4 bytes = 512 bytes a token."""
PREFILL_CHUNK = 128
"""Tokens. Small, so that tests cross a chunk border with short prompts and an abort is noticed soon."""

ROPE_THETA = 10000.0
NORM_EPS = 1e-5

PAD, EOS, SYSTEM, USER, ASSISTANT = range(5)
SPECIAL_TOKENS = ["<|pad|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
"""Index is token id. A turn ends where the next role token stands; only the answer being written ends by <|end|>.
So web-llm's two ways to continue a chat (whole prompt anew, or the last turn onto the KV cache) give equal tokens."""


def conversation_text(messages):
    """The prompt of `messages` ([{role, content}], a system message only first), up to and with the reply header."""
    text = ""
    for message in messages:
        if message["role"] == "system" and message["content"] == "":
            continue
        text += f"<|{message['role']}|>{message['content']}"
    return text + "<|assistant|>"


CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{%- if message['role'] != 'system' or message['content'] -%}"
    "{{- '<|' + message['role'] + '|>' + message['content'] -}}"
    "{%- endif -%}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}"
)
"""`conversation_text` in Jinja, for llama.cpp."""

CONV_TEMPLATE = {
    "name": "tiny",
    "system_template": "<|system|>{system_message}",
    "system_message": "",
    "render_empty_system_message": False,
    "add_role_after_system_message": True,
    "roles": {"user": "<|user|>", "assistant": "<|assistant|>", "tool": "<|user|>"},
    "role_templates": {"user": "{user_message}", "assistant": "{assistant_message}", "tool": "{tool_message}"},
    "messages": [],
    "seps": [""],
    "role_content_sep": "",
    "role_empty_sep": "",
    "stop_str": [],
    "stop_token_ids": [EOS],
    "function_string": "",
    "use_function_calling": False,
}
"""`conversation_text` in web-llm's terms."""
