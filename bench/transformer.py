"""Training steps of a causal Transformer in PyTorch, measured in pieces.

Reads numbers of steps from standard input, one per line, trains for as many, and answers each with
the seconds that took. Attention is scaled_dot_product_attention, the optimizer is the fused AdamW.
Argument: threads.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

STEP, HISTORY, LAYERS, HEADS, WIDTH, OUTPUTS, BATCH = 23, 32, 4, 4, 128, 6, 32
torch.set_num_threads(int(sys.argv[1]))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.hidden, self.back = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, h):
        parts = self.qkv(self.norm1(h)).chunk(3, -1)
        q, k, v = (part.unflatten(2, (HEADS, -1)).transpose(1, 2) for part in parts)
        attended = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        h = h + self.out(attended.transpose(1, 2).reshape(h.shape))
        return h + self.back(functional.gelu(self.hidden(self.norm2(h))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Linear(STEP, WIDTH)
        self.register_buffer("positions", torch.randn(HISTORY, WIDTH))
        self.blocks = nn.Sequential(*(Block() for _ in range(LAYERS)))
        self.norm, self.head = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, OUTPUTS)

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.embedding(x) + self.positions)[:, -1]))


model = Transformer()
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, weight_decay=0.1, fused=True)
inputs, targets = torch.randn(BATCH, HISTORY, STEP), torch.randn(BATCH, OUTPUTS)
print(f"PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        optimizer.zero_grad()
        functional.mse_loss(model(inputs), targets).backward()
        optimizer.step()
    print(time.perf_counter() - start, flush=True)
