"""Makes numpy-reference.txt: what NumPy 2.4's generator gives, as SHA-256 digests.

    python3 make_numpy_reference.py > numpy-reference.txt

A line is: kind, seed (decimal), argument, SHA-256 of the values as little-endian bytes
(float64 for uniforms and normals, int32 for integers and permutations, uint64 for raw bits).
"""

import hashlib

import numpy as np

SEEDS = [0, 1, 42, 2**32 - 1, 2**32, 2**63 - 1, 2**64, 2**128 - 1, 2**128, 2**163 - 259, 7**100]


def emit(kind, seed, argument, values, dtype):
    digest = hashlib.sha256(np.asarray(values).astype(dtype).tobytes()).hexdigest()
    print(kind, seed, argument, digest)


print("# numpy", np.__version__)
for seed in SEEDS:
    emit("raw", seed, 1000, np.random.default_rng(seed).bit_generator.random_raw(1000), "<u8")
    emit("normal", seed, 10_000, np.random.default_rng(seed).standard_normal(10_000), "<f8")
    emit("uniform", seed, 10_000, np.random.default_rng(seed).uniform(-0.3, 1.7, 10_000), "<f8")
for seed in [0, 3, 11, 2024]:
    rng = np.random.default_rng(seed)
    emit("normal", seed, 1_500_000, rng.standard_normal(1_500_000), "<f8")
for bound in [1, 2, 3, 10, 1000, 2**16, 3 * 2**29, 2**31 - 1]:
    rng = np.random.default_rng(5)
    emit("integers", 5, bound, [rng.integers(bound) for _ in range(5001)], "<i4")
for n in [0, 1, 2, 3, 10, 1000, 100_000]:
    emit("permutation", 9, n, np.random.default_rng(9).permutation(n), "<i4")
# One generator, all methods in turn: the buffered half word must outlive the other calls.
rng = np.random.default_rng(77)
mixed = []
for i in range(2000):
    mixed += [rng.integers(i + 1), rng.standard_normal(), rng.random(), *rng.permutation(i % 4)]
emit("mixed", 77, 2000, mixed, "<f8")
for seed, name in [(0, "minibatch"), (0, "evaluation"), (12345678901234, "näme")]:
    words = np.frombuffer(hashlib.sha256(name.encode()).digest(), ">u4").tolist()
    sequence = np.random.SeedSequence(seed, spawn_key=words)
    raw = np.random.PCG64(sequence).random_raw(1000)
    emit("stream", seed, name, raw, "<u8")
