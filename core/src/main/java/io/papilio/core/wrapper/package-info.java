/**
 * Gymnasium's wrappers: each changes what an environment shows or takes. {@link
 * io.papilio.core.wrapper.Wrappers} is the list of them.
 *
 * <p>Source: Gymnasium 1.3, {@code gymnasium.wrappers}.
 */
package io.papilio.core.wrapper;
