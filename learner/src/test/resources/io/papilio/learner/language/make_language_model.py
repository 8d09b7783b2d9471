"""Makes language_model.json: logits, loss and gradient of a language model of PyTorch's modules in float64."""
import json
import pathlib

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
n, length, vocabulary, layers, heads, width = 3, 6, 11, 2, 2, 8


def pattern(size, factor, period):
    """Numbers in +-0.5 without a generator, rounded to float32 as in the Java test."""
    values = (np.arange(size) * factor % period).astype(np.float64) / period - 0.5
    return torch.from_numpy(values.astype(np.float32).astype(np.float64))


class LanguageModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(width, heads, 4 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
            for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        angles = torch.arange(length)[:, None] / 10000 ** (torch.arange(0, width, 2) / width)
        self.positions = torch.stack([angles.sin(), angles.cos()], -1).reshape(length, width)

    def forward(self, x):
        h = self.embedding(x) * width**0.5 + self.positions
        for layer in self.layers:
            h = layer(h, src_mask=nn.Transformer.generate_square_subsequent_mask(length), is_causal=True)
        return self.norm(h) @ self.embedding.weight.T


model = LanguageModel()
count = sum(p.numel() for p in model.parameters())
flat, start = pattern(count, 7919, 10007), 0
with torch.no_grad():
    for p in model.parameters():
        p.copy_(flat[start:start + p.numel()].reshape(p.shape))
        start += p.numel()

tokens = torch.arange(n * (length + 1)).reshape(n, length + 1) * 7 % vocabulary
logits = model(tokens[:, :-1])
loss = nn.functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
loss.backward()
golden = {
    "names": [name for name, _ in model.named_parameters()],
    "logits": [float(f"{v:.9g}") for v in logits.flatten()],
    "loss": float(f"{loss:.9g}"),
    "gradient": [float(f"{v:.6g}") for p in model.parameters() for v in p.grad.flatten()],
}
pathlib.Path(__file__).with_name("language_model.json").write_text(json.dumps(golden) + "\n")
