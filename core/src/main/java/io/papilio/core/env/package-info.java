/**
 * The environment contract: spaces, time steps, seeds and the two interfaces, for one environment
 * and for a vector.
 */
package io.papilio.core.env;
