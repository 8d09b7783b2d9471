/**
 * Run directories: their settings, their lock, and the {@link io.papilio.artifacts.run.RunManifest}
 * beside every result.
 */
package io.papilio.artifacts.run;
