"""Byte-level BPE learnt from the dialogues; every byte is a token, so any text can be read and written."""

import json

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

import shape


def train_tokenizer(dialogues):
    """Returns a tokenizer of exactly shape.VOCAB tokens."""
    texts = []
    for dialogue in dialogues["dialogues"]:
        for question, answer in dialogue["turns"]:
            texts += [question, answer] if isinstance(answer, str) else [question, answer["join"].join(answer["from"])]
    texts += dialogues["systems"] + [d["system"] for d in dialogues["dialogues"] if "system" in d]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=shape.VOCAB,
            special_tokens=shape.SPECIAL_TOKENS,
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        ),
    )
    size = tokenizer.get_vocab_size()
    if size != shape.VOCAB:
        raise SystemExit(f"the dialogues yield {size} tokens, shape.VOCAB asks for {shape.VOCAB}")
    return tokenizer


def encode(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).ids


def parts(tokenizer):
    """(tokens by id, merges as "left right") in the form that GGUF wants."""
    state = json.loads(tokenizer.to_str())["model"]
    tokens = [token for token, _ in sorted(state["vocab"].items(), key=lambda item: item[1])]
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in state["merges"]]
    return tokens, merges
