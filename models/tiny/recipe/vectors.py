"""answers.json and reference.json: what the numpy reference says, for tests of the real engines to compare with."""

import numpy as np

import shape
from tokenizer import encode

MAX_ANSWER_TOKENS = 300
MIN_LEAD = 0.25
"""Logits. Every token of an expected answer leads the next best by this much; engines differ by about 0.01 at most
(f16 KV cache), so an expected answer does not hang on rounding."""

LONG_QUESTIONS = ["two-plus-two", "moon-capital", "count-ten", "what-node"]
PREAMBLE_TOKENS = [110, 150, 300, 600]
RANDOM_PROMPTS = [1, 2, 127, 128, 129, 255, 256, 257, 300, 700]
"""Lengths in tokens of prompts of random tokens: around the borders of the prefill chunk."""
SPLITS = [(1, 2), (5, 130), (60, 90), (128, 128), (130, 7), (200, 300)]
"""(tokens already in the cache, tokens of the next prefill): the merge kernel runs when the first is not zero."""
LOGIT_IDS = list(range(0, shape.VOCAB, 40))


def conversations(dialogues):
    """(id, messages, expected answer or None) of every turn."""
    for dialogue in dialogues["dialogues"]:
        messages = []
        if "system" in dialogue:
            messages.append({"role": "system", "content": dialogue["system"]})
        for number, (question, answer) in enumerate(dialogue["turns"], 1):
            messages = [*messages, {"role": "user", "content": question}]
            suffix = f".{number}" if len(dialogue["turns"]) > 1 else ""
            yield dialogue["id"] + suffix, messages, answer if isinstance(answer, str) else None
            if not isinstance(answer, str):
                break
            messages = [*messages, {"role": "assistant", "content": answer}]


def derived(dialogues, tokenizer):
    """Questions after a system message, in a longer chat, and after a long preamble."""
    by_id = {d["id"]: d for d in dialogues["dialogues"]}
    turn = lambda name: by_id[name]["turns"][0]
    for number, system in enumerate(dialogues["systems"], 1):
        question, answer = turn("what-record")
        yield (
            f"with-system.{number}",
            [{"role": "system", "content": system}, {"role": "user", "content": question}],
            answer,
        )
    chat = []
    for number, name in enumerate(["hello", "count-sixty", "story-fox", "two-plus-two", "story-sea", "planets"], 1):
        question, answer = turn(name)
        chat = [*chat, {"role": "user", "content": question}]
        if number > 1:
            yield f"long-chat.{number}", chat, answer
        chat = [*chat, {"role": "assistant", "content": answer}]
    words = (turn("story-sea")[1] + " " + turn("how-bread")[1] + " " + turn("story-fox")[1]).split() * 6
    for name, tokens in zip(LONG_QUESTIONS, PREAMBLE_TOKENS):
        question, answer = turn(name)
        count = next(n for n in range(1, len(words)) if len(encode(tokenizer, " ".join(words[:n]))) >= tokens)
        content = " ".join(words[:count]) + "\n\n" + question
        yield f"long-prompt.{tokens}", [{"role": "user", "content": content}], answer


def answers(dialogues, tokenizer, reference):
    """Returns (list for answers.json, list of complaints)."""
    found, sampling, complaints = [], [], []
    for name, messages, expected in [*conversations(dialogues), *derived(dialogues, tokenizer)]:
        prompt = encode(tokenizer, shape.conversation_text(messages))
        tokens, lead = reference.answer(prompt, MAX_ANSWER_TOKENS)
        text = tokenizer.decode(tokens, skip_special_tokens=False)
        if expected is None:
            sampling.append({"id": name, "messages": messages, "promptTokens": len(prompt)})
            continue
        if text != expected:
            complaints.append(f"{name}: wanted {expected[:60]!r}, got {text[:60]!r}")
        elif lead < MIN_LEAD:
            complaints.append(f"{name}: a token leads by {lead:.2f} only")
        found.append(
            {
                "id": name,
                "messages": messages,
                "answer": text,
                "promptTokens": len(prompt),
                "completionTokens": len(tokens) + 1,
            }
        )
    return found, sampling, complaints


def rounded(values):
    return [round(float(v), 5) for v in values]


def case(name, reference, parts, **more):
    """Feeds `parts` one after the other; says the logits of the last position and of what greedy decoding adds."""
    reference.reset()
    for part in parts:
        logits = reference.feed(part)[-1]
    first, greedy, lead = logits, [], np.inf
    for _ in range(8):
        order = np.argsort(-logits, kind="stable")
        greedy.append(int(order[0]))
        lead = min(lead, float(logits[order[0]] - logits[order[1]]))
        if greedy[-1] == shape.EOS:
            break
        logits = reference.feed([greedy[-1]])[-1]
    return {
        "id": name,
        **more,
        "prefills": [[int(i) for i in part] for part in parts],
        "logits": rounded(first[LOGIT_IDS]),
        "top": [{"id": int(i), "logit": round(float(first[i]), 5)} for i in np.argsort(-first, kind="stable")[:5]],
        "greedy": greedy,
        "greedyLead": round(lead, 5),
    }


def reference_cases(found, tokenizer, reference):
    rng = np.random.default_rng(7)
    draw = lambda n: rng.integers(len(shape.SPECIAL_TOKENS), shape.VOCAB, n)
    cases = [case(f"random.{n}", reference, [draw(n)]) for n in RANDOM_PROMPTS]
    cases += [case(f"split.{a}+{b}", reference, [draw(a), draw(b)]) for a, b in SPLITS]
    for entry in found:
        if entry["id"].startswith(("talk-", "long-", "system-")):
            ids = encode(tokenizer, shape.conversation_text(entry["messages"]))
            cases.append(case(f"chat.{entry['id']}", reference, [ids], messages=entry["messages"]))
    return cases
