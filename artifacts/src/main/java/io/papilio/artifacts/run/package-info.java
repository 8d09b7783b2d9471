/**
 * Runs: the {@link io.papilio.artifacts.run.Run} that owns a directory, and the {@link
 * io.papilio.artifacts.run.RunManifest} beside every result.
 */
package io.papilio.artifacts.run;
