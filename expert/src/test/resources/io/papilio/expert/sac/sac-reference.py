"""Writes sac-reference.txt: one update of soft actor-critic in NumPy, float64.

Gradients are central differences, so that nothing of the program's own derivation enters.
Run: python3 sac-reference.py > sac-reference.txt
"""

import hashlib

import numpy as np

OBSERVATION, ACTION, HIDDEN, N = 2, 1, 4, 3
LEARNING_RATE, TAU, GAMMA, SEED = 0.01, 0.1, 0.9, 7
LOG_ALPHA = np.log(0.5)


def stream(name):
    words = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype=">u4")
    return np.random.default_rng(np.random.SeedSequence(SEED, spawn_key=[int(w) for w in words]))


def mlp(parameters, sizes, x):
    offset = 0
    for layer, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:])):
        w = parameters[offset : offset + fan_in * fan_out].reshape(fan_out, fan_in)
        offset += fan_in * fan_out
        b = parameters[offset : offset + fan_out]
        offset += fan_out
        x = x @ w.T + b
        if layer < len(sizes) - 2:
            x = np.maximum(x, 0)
    return x


ACTOR = [OBSERVATION, HIDDEN, HIDDEN, 2 * ACTION]
CRITIC = [OBSERVATION + ACTION, HIDDEN, HIDDEN, 1]


def count(sizes):
    return sum((i + 1) * o for i, o in zip(sizes, sizes[1:]))


def sample(phi, states, xi):
    head = mlp(phi, ACTOR, states)
    mu, log_sigma = head[:, :ACTION], np.clip(head[:, ACTION:], -20, 2)
    u = mu + np.exp(log_sigma) * xi
    a = np.tanh(u)
    normal = -((u - mu) ** 2) / (2 * np.exp(2 * log_sigma)) - log_sigma - np.log(np.sqrt(2 * np.pi))
    return a, np.sum(normal - np.log(1 - a**2 + 1e-6), axis=1, keepdims=True)


def values(theta, states, actions):
    x = np.concatenate([states, actions], axis=1)
    half = count(CRITIC)
    return mlp(theta[:half], CRITIC, x), mlp(theta[half:], CRITIC, x)


def gradient(f, x, h=1e-6):
    g = np.zeros_like(x)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    # Adam's first step is the gradient's sign: a sign must not hang on roundoff.
    assert np.all((np.abs(g) < 1e-12) | (np.abs(g) > 1e-4))
    return np.where(np.abs(g) < 1e-12, 0, g)


def adam(x, g):
    return x - LEARNING_RATE * g / (np.abs(g) + 1e-8)


def say(name, array):
    print(name, *[repr(float(v)) for v in np.ravel(array)])


rng = np.random.default_rng(1)
f32 = lambda x: x.astype(np.float32).astype(np.float64)
phi = f32(rng.normal(size=count(ACTOR)) * 0.7)
theta = f32(rng.normal(size=2 * count(CRITIC)) * 0.7)
target = f32(rng.normal(size=2 * count(CRITIC)) * 0.7)
states, next_states = f32(rng.normal(size=(N, OBSERVATION))), f32(rng.normal(size=(N, OBSERVATION)))
actions = f32(rng.uniform(-1, 1, size=(N, ACTION)))
rewards = f32(rng.normal(size=(N, 1)))
continues = np.array([[1.0], [0.0], [1.0]])
noise = stream("update-noise")
xi, next_xi = (noise.standard_normal((N, ACTION)) for _ in range(2))
alpha, entropy_target = np.exp(LOG_ALPHA), -ACTION

for name in ["phi", "theta", "target", "states", "actions", "next_states", "rewards", "continues"]:
    say(name, globals()[name])
a, log_pi = sample(phi, states, xi)
say("sampled_actions", a)
say("log_probabilities", log_pi)

log_alpha_step = adam(np.array([LOG_ALPHA]), np.array([-np.mean(log_pi + entropy_target)]))
next_a, next_log_pi = sample(phi, next_states, next_xi)
soft_value = np.minimum(*values(target, next_states, next_a)) - alpha * next_log_pi
y = rewards + GAMMA * continues * soft_value
say("targets", y)


def critic_loss(t):
    return 0.5 * sum(np.mean((q - y) ** 2) for q in values(t, states, actions))


say("critic_loss", critic_loss(theta))
theta_step = adam(theta, gradient(critic_loss, theta))


def actor_loss(p):
    a, log_pi = sample(p, states, xi)
    return np.mean(alpha * log_pi - np.minimum(*values(theta_step, states, a)))


say("actor_loss", actor_loss(phi))
say("phi_step", adam(phi, gradient(actor_loss, phi)))
say("theta_step", theta_step)
say("target_step", (1 - TAU) * target + TAU * theta_step)
say("log_alpha_step", log_alpha_step)
