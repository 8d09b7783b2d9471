/**
 * Soft actor-critic: one file per symbol of the algorithm, the trainer around it, and the file of
 * the policy it finds.
 *
 * <p>Source: Haarnoja et al., "Soft Actor-Critic Algorithms and Applications" (arXiv:1812.05905);
 * defaults and the order within an update as in Stable-Baselines3.
 */
package io.papilio.expert.sac;
