"""Makes adam.json: parameters after each step of AdamW, in float64, by the rule in PyTorch's documentation."""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(5)
size, steps = 6, 12
start = rng.standard_normal(size).astype(np.float32).astype(np.float64)
gradients = rng.standard_normal((steps, size)) * 10.0 ** np.arange(-4, 2)
gradients = gradients.astype(np.float32).astype(np.float64)
rates = [1e-2] * 6 + [5e-3] * 6
beta1, beta2, epsilon, decay = 0.9, 0.999, 1e-8, 0.1

theta, m, v, rows = start.copy(), np.zeros(size), np.zeros(size), []
for t, (g, rate) in enumerate(zip(gradients, rates), start=1):
    theta = theta - rate * decay * theta
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    theta = theta - rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    rows.append(theta.tolist())

golden = {"learningRates": rates, "beta1": beta1, "beta2": beta2, "epsilon": epsilon, "weightDecay": decay,
          "start": start.tolist(), "gradients": gradients.tolist(), "parameters": rows}
pathlib.Path(__file__).with_name("adam.json").write_text(json.dumps(golden) + "\n")
