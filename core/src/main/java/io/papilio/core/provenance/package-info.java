/** Where an artifact came from: the sources of this build, and digests of files. */
package io.papilio.core.provenance;
