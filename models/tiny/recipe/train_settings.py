"""How the model is trained; any change gives other weights."""

SEED = 20260501
STEPS = 900
ROWS, ROW_TOKENS = 4, 768
PEAK_RATE, WARMUP_STEPS = 4e-3, 60

PLAIN_SHARE = 0.4
"""Conversations of one dialogue; the others join up to MAX_JOINED, so that an answer stands at any position."""
MAX_JOINED = 10
VARIANT_SHARE = 0.12
PREAMBLE_SHARE, PREAMBLE_WORDS = 0.06, 260
"""Questions after a long text that has nothing to do with them, as tests and benchmarks of the prefill ask them."""
SYSTEM_SHARE, FOREIGN_SYSTEM_SHARE, FOREIGN_SYSTEM_WORDS = 0.3, 0.4, 30
