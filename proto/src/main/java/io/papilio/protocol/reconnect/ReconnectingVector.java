package io.papilio.protocol.reconnect;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.space.Element;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.util.List;
import java.util.function.Function;

/** A vector that is opened again on another connection and brought to the state it had. */
final class ReconnectingVector implements VectorEnvironment {
  private final Reconnection reconnection;
  private final Function<RolloutSource, VectorEnvironment> open;
  private final CallLog log = new CallLog();
  private final EnvironmentSpec spec;
  private final int size;
  private final AutoresetMode autoresetMode;
  private RolloutSource server;
  private VectorEnvironment current;

  ReconnectingVector(Reconnection reconnection, Function<RolloutSource, VectorEnvironment> open) {
    this.reconnection = reconnection;
    this.open = open;
    VectorEnvironment first =
        reconnection.call(
            source -> {
              server = source;
              return open.apply(source);
            });
    current = first;
    spec = first.spec();
    size = first.size();
    autoresetMode = first.autoresetMode();
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public AutoresetMode autoresetMode() {
    return autoresetMode;
  }

  @Override
  public VectorTimeStep reset(VectorResetRequest request) {
    boolean all =
        request.mask().isEmpty()
            && !request.seeds().isEmpty()
            && request.seeds().stream().allMatch(seed -> seed.isPresent());
    return execute(vector -> vector.reset(request), all);
  }

  @Override
  public VectorTimeStep step(Element actions) {
    return execute(vector -> vector.step(actions), false);
  }

  @Override
  public VectorTimeStep restore(List<byte[]> snapshots) {
    boolean all = snapshots.stream().allMatch(snapshot -> snapshot.length > 0);
    return execute(vector -> vector.restore(snapshots), all);
  }

  @Override
  public VectorTimeStep fork(int[] sources) {
    int[] copy = sources.clone();
    return execute(vector -> vector.fork(copy), false);
  }

  @Override
  public List<byte[]> snapshot() {
    return reconnection.call(source -> on(source).snapshot());
  }

  @Override
  public List<Frame> render(RenderMode mode, List<Integer> indices) {
    return reconnection.call(source -> on(source).render(mode, indices));
  }

  @Override
  public void close() {
    current.close();
  }

  /**
   * Executes a call that changes the environments.
   *
   * @param independent whether nothing before it matters if it succeeds
   */
  private VectorTimeStep execute(
      Function<VectorEnvironment, VectorTimeStep> call, boolean independent) {
    return reconnection.call(
        source -> {
          VectorEnvironment vector = on(source);
          if (!independent) {
            log.shorten(vector);
          }
          try {
            VectorTimeStep step = call.apply(vector);
            log.add(call, independent);
            return step;
          } catch (EnvironmentException e) {
            if (e.reason() != Reason.UNAVAILABLE) {
              log.add(call, false);
            }
            throw e;
          } catch (InvalidValueException e) {
            log.add(call, false);
            throw e;
          }
        });
  }

  private VectorEnvironment on(RolloutSource source) {
    if (source != server) {
      VectorEnvironment next = open.apply(source);
      ReconnectingSource.requireSame(spec, next.spec());
      log.replay(next);
      current = next;
      server = source;
    }
    return current;
  }
}
