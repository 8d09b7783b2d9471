/**
 * Policies that stabilize what no smooth function of the state can, because they depend on time, on
 * chance, on the past, or not smoothly on the state.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), "Improper policies can be
 * more powerful".
 */
package io.papilio.core.policy.improper;
