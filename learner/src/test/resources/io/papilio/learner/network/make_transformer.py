"""Makes transformer.json: outputs and gradients of PyTorch's Transformer in float64, with dropout masks and without."""
import json
import pathlib

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
n, history, step_size, layers, heads, width, outputs = 3, 5, 3, 2, 2, 8, 2


def pattern(size, factor, period):
    """Numbers in +-0.5 without a generator, rounded to float32 as in the Java test."""
    values = (np.arange(size) * factor % period).astype(np.float64) / period - 0.5
    return torch.from_numpy(values.astype(np.float32).astype(np.float64))


def mask(*shape):
    return torch.where(pattern(int(np.prod(shape)), 37, 101) < -0.2, 0.0, 1.25).reshape(shape)


class Mask(nn.Module):
    def __init__(self, values):
        super().__init__()
        self.values = values

    def forward(self, x):
        return x * self.values


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Linear(step_size, width)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(width, heads, 4 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
            for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, outputs)
        angles = torch.arange(history)[:, None] / 10000 ** (torch.arange(0, width, 2) / width)
        self.positions = torch.stack([angles.sin(), angles.cos()], -1).reshape(history, width)

    def forward(self, x, masked):
        h = self.embedding(x) + self.positions
        if masked:
            h = h * mask(n, history, width)
        for index, layer in enumerate(self.layers):
            positions = history if index < layers - 1 else 1
            layer.dropout = Mask(mask(n, positions, 4 * width)) if masked else nn.Identity()
            h = layer(h, src_mask=nn.Transformer.generate_square_subsequent_mask(history), is_causal=True)
        return self.head(self.norm(h[:, -1]))


model = Transformer()
count = sum(p.numel() for p in model.parameters())
flat, start = pattern(count, 7919, 10007), 0
with torch.no_grad():
    for p in model.parameters():
        p.copy_(flat[start:start + p.numel()].reshape(p.shape))
        start += p.numel()

x = pattern(n * history * step_size, 31, 211).reshape(n, history, step_size)
golden = {"names": [name for name, _ in model.named_parameters()]}
for name, masked in (("plain", False), ("dropout", True)):
    model.zero_grad()
    y = model(x, masked)
    (y * pattern(y.numel(), 13, 29).reshape(y.shape)).sum().backward()
    gradient = torch.cat([p.grad.flatten() for p in model.parameters()])
    golden[name] = {"outputs": [float(f"{v:.9g}") for v in y.flatten()], "gradient": [float(f"{v:.6g}") for v in gradient]}
pathlib.Path(__file__).with_name("transformer.json").write_text(json.dumps(golden) + "\n")
