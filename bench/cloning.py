"""Steps of behavior cloning in PyTorch on the CPU: forward, L2 loss, backward, AdamW, one EMA.

Reads "THREADS STEPS" from standard input, one pair per line, takes as many steps with as many
threads and answers with the seconds that took.
Argument: units in each of the three hidden layers.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

INPUTS, ACTIONS, BATCH, ROWS = 17, 6, 32, 10_000
EMA_RATE = 1e-3

width = int(sys.argv[1])
torch.manual_seed(0)
model = nn.Sequential(
    nn.Linear(INPUTS, width),
    nn.ReLU(),
    nn.Linear(width, width),
    nn.ReLU(),
    nn.Linear(width, width),
    nn.ReLU(),
    nn.Linear(width, ACTIONS),
)
parameters = list(model.parameters())
average = [p.detach().clone() for p in parameters]
optimizer = torch.optim.AdamW(parameters, lr=3e-4, weight_decay=0.1, fused=True)
observations, actions = torch.randn(ROWS, INPUTS), torch.randn(ROWS, ACTIONS)


def step(rows: torch.Tensor) -> float:
    loss = functional.mse_loss(model(observations[rows]), actions[rows])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        torch._foreach_lerp_(average, parameters, EMA_RATE)
    return loss.item()


print(f"PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    threads, steps = map(int, line.split())
    torch.set_num_threads(threads)
    start = time.perf_counter()
    order = torch.randperm(ROWS)
    for i in range(steps):
        first = i * BATCH % (ROWS - BATCH)
        step(order[first : first + BATCH])
    print(time.perf_counter() - start, flush=True)
