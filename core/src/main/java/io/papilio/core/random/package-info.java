/**
 * Random numbers, the same to the last bit as NumPy's {@code default_rng}: {@link
 * io.papilio.core.random.SeedSequence}, {@link io.papilio.core.random.Pcg64}, the distributions of
 * {@link io.papilio.core.random.NumpyGenerator}, and the independent {@link
 * io.papilio.core.random.RandomStreams} of one run.
 *
 * <p>Reference: NumPy 2.4, numpy.random. The ziggurat's constants are NumPy's; their license is
 * beside them in the resource {@code normal-ziggurat.txt}.
 */
package io.papilio.core.random;
