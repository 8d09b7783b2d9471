/**
 * The environment contract: specs, time steps, seeds, rendering and snapshots of one environment.
 */
package io.papilio.core.env;
