package io.papilio.envserver.grpc;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.LocalRollout;
import io.papilio.core.space.DType;
import io.papilio.core.space.Space;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import java.util.List;

/** The environments of one rollout, and what they hold of the server's capacity. */
final class RolloutEnvironments implements AutoCloseable {
  /** Of the recorded steps of all episodes before they are sent. */
  private static final long CHUNKS_BYTES = 16 << 20;

  /** Of those of one episode: larger messages are no faster. */
  private static final long MAX_CHUNK_BYTES = 256 << 10;

  private final ClientCapacity capacity;
  private int size;
  private long bytes;
  private List<Environment> environments = List.of();

  RolloutEnvironments(ClientCapacity capacity) {
    this.capacity = capacity;
  }

  /** Makes the environments; whatever happens, {@link #close} is to follow. */
  void open(EnvironmentCatalog catalog, VectorRequest request, CallCancellation attention) {
    int wanted = request.keywords().size();
    capacity.environments().acquire(wanted);
    size = wanted;
    reserve(Math.multiplyExact(wanted, chunkBytes()));
    environments =
        catalog.environments(request, new VectorBounds(this::reserve, attention::isGone));
  }

  EnvironmentSpec spec() {
    return environments.get(0).spec();
  }

  int size() {
    return size;
  }

  /** Groups of at most so many environments that differ by one at most, for some threads. */
  List<List<Environment>> groups(int threads, int most) {
    int count = Math.max(threads, (size + most - 1) / most);
    return LocalRollout.split(environments, Math.min(count, size));
  }

  /** Recorded steps that fit into a chunk. */
  int maxChunkSteps() {
    long row = bytes(spec().observationSpace()) + bytes(spec().actionSpace()) + Double.BYTES;
    return (int) Math.max(1, chunkBytes() / row);
  }

  private long chunkBytes() {
    return Math.min(MAX_CHUNK_BYTES, CHUNKS_BYTES / size);
  }

  @Override
  public void close() {
    try {
      environments.forEach(Environment::close);
    } finally {
      environments = List.of();
      capacity.environments().release(size);
      capacity.memory().release(bytes);
      size = 0;
      bytes = 0;
    }
  }

  private void reserve(long more) {
    capacity.memory().acquire(more);
    bytes += more;
  }

  private static long bytes(Space space) {
    return Math.max(space.bytes(), DType.INT64.bytes());
  }
}
