/**
 * Where an artefact came from: the {@link io.papilio.core.provenance.RunManifest} that lies beside
 * every result, and the digests that tie it to its files. The one package of core that reads and
 * writes JSON.
 */
package io.papilio.core.provenance;
