"""Soft actor-critic (Haarnoja et al. 2018, arXiv 1812.05905) in plain PyTorch.

What Stable-Baselines3's SAC computes at its defaults, without the library: one environment, an
update after every step, batches of 256 transitions, hidden layers of 256 and 256.
"""

import copy
import math

import gymnasium
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

GAMMA, TAU, LEARNING_RATE = 0.99, 0.005, 3e-4
BATCH, HIDDEN, CAPACITY = 256, 256, 1_000_000
LOG_STD_LOW, LOG_STD_HIGH = -20, 2


def mlp(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(inputs, HIDDEN),
        nn.ReLU(),
        nn.Linear(HIDDEN, HIDDEN),
        nn.ReLU(),
        nn.Linear(HIDDEN, outputs),
    )


class Actor(nn.Module):
    """A Gaussian squashed by tanh, into (-1, 1)."""

    def __init__(self, observation: int, action: int) -> None:
        super().__init__()
        self.layers = mlp(observation, 2 * action)

    def forward(self, observations: Tensor) -> tuple[Tensor, Tensor]:
        """Actions [n, d] and their log-probabilities [n]."""
        mean, log_std = self.layers(observations).chunk(2, dim=-1)
        log_std = log_std.clamp(LOG_STD_LOW, LOG_STD_HIGH)
        noise = torch.randn_like(mean)
        actions = torch.tanh(mean + log_std.exp() * noise)
        # log pi(a|s) = log N(u; mu, sigma) - sum log(1 - tanh(u)^2)
        gaussian = -0.5 * noise.square() - log_std - 0.5 * math.log(2 * math.pi)
        return actions, (gaussian - torch.log(1 - actions.square() + 1e-6)).sum(dim=-1)


class TwinCritic(nn.Module):
    def __init__(self, observation: int, action: int) -> None:
        super().__init__()
        self.first, self.second = mlp(observation + action, 1), mlp(observation + action, 1)

    def forward(self, observations: Tensor, actions: Tensor) -> tuple[Tensor, Tensor]:
        """Both estimates of the return. Shape: [n] each."""
        inputs = torch.cat([observations, actions], dim=-1)
        return self.first(inputs).squeeze(-1), self.second(inputs).squeeze(-1)


class Replay:
    """The last transitions, as float32 rows."""

    def __init__(self, observation: int, action: int) -> None:
        widths = observation, action, 1, observation, 1
        self.columns = [np.zeros((CAPACITY, width), np.float32) for width in widths]
        self.size = self.next = 0

    def add(self, *transition: np.ndarray | float) -> None:
        for column, value in zip(self.columns, transition):
            column[self.next] = value
        self.next = (self.next + 1) % CAPACITY
        self.size = min(self.size + 1, CAPACITY)

    def sample(self, generator: np.random.Generator) -> list[Tensor]:
        rows = generator.integers(self.size, size=BATCH)
        return [torch.from_numpy(column[rows]) for column in self.columns]


class PlainSac:
    """One environment and what learns in it; `learn` goes on where it stopped."""

    def __init__(self, environment: str, learning_starts: int, seed: int) -> None:
        torch.manual_seed(seed)
        self.generator = np.random.default_rng(seed)
        self.environment = gymnasium.make(environment)
        self.environment.action_space.seed(seed)
        self.observation, _ = self.environment.reset(seed=seed)
        space = self.environment.action_space
        self.low, self.high = space.low, space.high
        sizes = self.observation.size, space.low.size
        self.actor, self.critic, self.replay = Actor(*sizes), TwinCritic(*sizes), Replay(*sizes)
        self.target = copy.deepcopy(self.critic).requires_grad_(False)
        self.log_alpha = torch.zeros((), requires_grad=True)
        self.target_entropy = -float(sizes[1])
        self.actor_optimizer = torch.optim.Adam(self.actor.parameters(), LEARNING_RATE)
        self.critic_optimizer = torch.optim.Adam(self.critic.parameters(), LEARNING_RATE)
        self.alpha_optimizer = torch.optim.Adam([self.log_alpha], LEARNING_RATE)
        self.learning_starts, self.steps = learning_starts, 0

    def learn(self, steps: int) -> None:
        for _ in range(steps):
            self.step()
            self.steps += 1
            if self.steps > self.learning_starts:
                self.update()

    def step(self) -> None:
        if self.steps < self.learning_starts:
            sample = self.environment.action_space.sample()
            action = 2 * (sample - self.low) / (self.high - self.low) - 1
        else:
            with torch.no_grad():
                action = self.actor(torch.from_numpy(self.observation).float()[None])[0][0].numpy()
        scaled = self.low + 0.5 * (action + 1) * (self.high - self.low)
        following, reward, terminated, truncated, _ = self.environment.step(scaled)
        # Where an episode was only cut off, the return goes on: no end in the data.
        self.replay.add(self.observation, action, float(reward), following, float(terminated))
        self.observation = following
        if terminated or truncated:
            self.observation, _ = self.environment.reset()

    def update(self) -> None:
        observations, actions, rewards, following, ends = self.replay.sample(self.generator)
        drawn, log_probability = self.actor(observations)
        alpha = self.log_alpha.exp().detach()

        # J(alpha) = -log alpha * E[log pi + H]
        gap = (log_probability + self.target_entropy).detach()
        minimize(self.alpha_optimizer, -(self.log_alpha * gap).mean())

        with torch.no_grad():
            next_actions, next_log_probability = self.actor(following)
            next_quality = torch.minimum(*self.target(following, next_actions))
            # y = r + gamma (1 - end) (min Q'(s', a') - alpha log pi(a'|s'))
            value = next_quality - alpha * next_log_probability
            goal = rewards.squeeze(-1) + GAMMA * (1 - ends.squeeze(-1)) * value
        estimates = self.critic(observations, actions)
        loss = 0.5 * sum(functional.mse_loss(estimate, goal) for estimate in estimates)
        minimize(self.critic_optimizer, loss)

        # J(pi) = E[alpha log pi(a|s) - min Q(s, a)]
        quality = torch.minimum(*self.critic(observations, drawn))
        minimize(self.actor_optimizer, (alpha * log_probability - quality).mean())

        with torch.no_grad():
            for slow, fast in zip(self.target.parameters(), self.critic.parameters()):
                slow.lerp_(fast, TAU)


def minimize(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
