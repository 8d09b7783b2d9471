"""Writes sac-reference.txt: three updates of soft actor-critic in NumPy, float64.

Gradients are central differences, so that nothing of the program's own derivation enters. They are
written out themselves, since Adam's first step is only their sign. Several actions, log sigmas
beyond both clamps, and ends of every kind are in the minibatch; no number lies so near a corner (of
ReLU, min, clamp) that float32 could fall on its other side.
Run: python3 sac-reference.py > sac-reference.txt
"""

import hashlib

import numpy as np

OBSERVATION, ACTION, HIDDEN, N, UPDATES = 2, 3, 4, 6, 3
LEARNING_RATE, TAU, GAMMA = 0.01, 0.1, 0.9
ALPHA = 0.3
SEED = 40858  # the first that is not Unsure
TARGET_ENTROPY = -1 * ACTION
TERMINATED = np.array([[0, 1, 0, 1, 0, 0]]).T
TRUNCATED = np.array([[0, 0, 1, 1, 0, 0]]).T  # bears on nothing: a value follows a time limit
SURE = 1e-3  # far more than float32's error here, 1e-6


class Unsure(Exception):
    """A number lies too near a corner."""


def away(distances, least=SURE):
    if np.min(np.abs(distances)) < least:
        raise Unsure


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
            away(x, SURE / 2)
            x = np.maximum(x, 0)
    return x


ACTOR = [OBSERVATION, HIDDEN, HIDDEN, 2 * ACTION]
CRITIC = [OBSERVATION + ACTION, HIDDEN, HIDDEN, 1]


def count(sizes):
    return sum((i + 1) * o for i, o in zip(sizes, sizes[1:]))


def sample(phi, states, xi):
    head = mlp(phi, ACTOR, states)
    mu, raw = head[:, :ACTION], head[:, ACTION:]
    away(raw - 2)
    away(raw + 20)
    log_sigma = np.clip(raw, -20, 2)
    u = mu + np.exp(log_sigma) * xi
    if np.max(np.abs(u)) > 2.5:  # beyond, float32 knows little of 1 - tanh^2
        raise Unsure
    a = np.tanh(u)
    # log N(u; mu, sigma^2), where (u - mu) / sigma = xi
    normal = -(xi**2) / 2 - log_sigma - np.log(np.sqrt(2 * np.pi))
    return a, np.sum(normal - np.log(1 - a**2 + 1e-6), axis=1, keepdims=True), raw


def values(theta, states, actions):
    x = np.concatenate([states, actions], axis=1)
    half = count(CRITIC)
    return mlp(theta[:half], CRITIC, x), mlp(theta[half:], CRITIC, x)


def least(theta, states, actions):
    q1, q2 = values(theta, states, actions)
    away(q1 - q2)
    return np.minimum(q1, q2)


def gradient(f, x, h=1e-6):
    g = np.zeros_like(x)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    # Adam divides by the gradient's size: a step must not hang on roundoff.
    g = np.where(np.abs(g) < 1e-9, 0, g)
    away(g[g != 0])
    return g


class Adam:
    def __init__(self):
        self.m, self.v, self.t = 0.0, 0.0, 0

    def step(self, x, g):
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.999 * self.v + 0.001 * g**2
        m, v = self.m / (1 - 0.9**self.t), self.v / (1 - 0.999**self.t)
        return x - LEARNING_RATE * m / (np.sqrt(v) + 1e-8)


def f32(x):
    return x.astype(np.float32).astype(np.float64)


def reference():
    said = {}
    rng = np.random.default_rng(SEED)
    phi = rng.normal(size=count(ACTOR)) * 0.7
    # The last layer's row of the first log sigma, far steeper than the others.
    row = len(phi) - 2 * ACTION - ACTION * HIDDEN
    phi[row : row + HIDDEN] *= 40
    phi = f32(phi)
    theta = f32(rng.normal(size=2 * count(CRITIC)) * 0.7)
    target = f32(rng.normal(size=2 * count(CRITIC)) * 0.7)
    states = f32(rng.normal(size=(N, OBSERVATION)))
    next_states = f32(rng.normal(size=(N, OBSERVATION)))
    actions = f32(rng.uniform(-1, 1, size=(N, ACTION)))
    rewards = f32(rng.normal(size=(N, 1)))
    said.update(seed=SEED, phi=phi, theta=theta, target=target, states=states, actions=actions)
    said.update(next_states=next_states, rewards=rewards, terminated=TERMINATED)

    noise = stream("update-noise")
    log_alpha = np.array([np.log(ALPHA)])
    actor_adam, critic_adam, alpha_adam = Adam(), Adam(), Adam()
    for update in range(UPDATES):
        xi, next_xi = (noise.standard_normal((N, ACTION)) for _ in range(2))
        alpha = np.exp(log_alpha[0])
        a, log_pi, raw = sample(phi, states, xi)
        if np.max(raw) < 2.5 or np.min(raw) > -21 or np.mean((raw > -20) & (raw < 2)) < 0.6:
            raise Unsure
        log_alpha_gradient = np.array([-np.mean(log_pi + TARGET_ENTROPY)])
        log_alpha = alpha_adam.step(log_alpha, log_alpha_gradient)

        next_a, next_log_pi, _ = sample(phi, next_states, next_xi)
        soft_value = least(target, next_states, next_a) - alpha * next_log_pi
        y = rewards + GAMMA * (1 - TERMINATED) * soft_value

        def critic_loss(t):
            return 0.5 * sum(np.mean((q - y) ** 2) for q in values(t, states, actions))

        loss = critic_loss(theta)
        critic_gradient = gradient(critic_loss, theta)
        theta = critic_adam.step(theta, critic_gradient)

        def actor_loss(p):
            a, log_pi, _ = sample(p, states, xi)
            return np.mean(alpha * log_pi - least(theta, states, a))

        said.update({
            f"sampled_actions.{update}": a,
            f"log_probabilities.{update}": log_pi,
            f"targets.{update}": y,
            f"critic_loss.{update}": loss,
            f"actor_loss.{update}": actor_loss(phi),
            f"temperature.{update}": alpha,
            f"log_alpha_gradient.{update}": log_alpha_gradient,
            f"critic_gradient.{update}": critic_gradient,
            f"actor_gradient.{update}": gradient(actor_loss, phi),
        })
        phi = actor_adam.step(phi, said[f"actor_gradient.{update}"])
        target = (1 - TAU) * target + TAU * theta
        said.update({
            f"phi.{update}": phi,
            f"theta.{update}": theta,
            f"target.{update}": target,
            f"log_alpha.{update}": log_alpha,
        })
    return said


for name, array in reference().items():
    print(name, *[repr(float(v)) for v in np.ravel(array)])
