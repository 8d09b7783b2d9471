package io.papilio.artifacts.table;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.provenance.Digest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a table ends, as a checkpoint notes it.
 *
 * @param rows without the header
 * @param digest of the file up to there; empty where it is not known
 */
public record TablePosition(long rows, Optional<Digest> digest) {
  /** Before the first row. */
  public static final TablePosition START = new TablePosition(0, Optional.empty());

  private static final String DIGEST = ".sha256";

  /** The position that a checkpoint notes under a name; {@link #START} without a checkpoint. */
  public static TablePosition read(Optional<TrainingState> checkpoint, String name) {
    return checkpoint.map(state -> read(state, name)).orElse(START);
  }

  /** A checkpoint may have the number of rows alone. */
  private static TablePosition read(TrainingState state, String name) {
    Optional<Digest> digest =
        state.entries().containsKey(name + DIGEST)
            ? Optional.of(new Digest(HexFormat.of().formatHex(state.bytes(name + DIGEST))))
            : Optional.empty();
    return new TablePosition(state.integer(name), digest);
  }

  /** Notes the position under a name. */
  public void save(TrainingState.Builder checkpoint, String name) {
    checkpoint.put(name, rows);
    digest.ifPresent(d -> checkpoint.put(name + DIGEST, HexFormat.of().parseHex(d.sha256())));
  }
}
