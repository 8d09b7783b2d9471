/**
 * The linear environments: {@code LqrMarginal-v0}, where a noisy imitator does no harm, {@code
 * LqrCliff-v0}, where it falls, {@code ErrorAmplification-v0} and {@code CliffLoss-v0} of the
 * paper's propositions, and {@code UnstableScalar-v0}, {@code LinearPair-v0} and {@code
 * CascadePair-v0}, which no smooth imitator stabilizes.
 *
 * <p>Sources: "Butterfly Effects of SGD Noise", section 4.3, appendices B.3 to B.5 and C; "The
 * Pitfalls of Imitation Learning" (arXiv 2503.09722).
 */
package io.papilio.envserver.linear;
