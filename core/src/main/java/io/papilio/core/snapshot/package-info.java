/**
 * Snapshots: the bytes that hold everything which decides what an environment does next. A {@link
 * io.papilio.core.snapshot.Restorable} writes its state to a {@link
 * io.papilio.core.snapshot.SnapshotWriter}; a {@link io.papilio.core.snapshot.Snapshot} adds what
 * the state is of, and a digest.
 */
package io.papilio.core.snapshot;
