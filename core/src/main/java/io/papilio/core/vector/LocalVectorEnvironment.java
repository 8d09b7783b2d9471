package io.papilio.core.vector;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Element;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A vector of environments of this process (Gymnasium's {@code SyncVectorEnv}, on all cores where
 * steps are not brief; the result is the same). Actions are checked before the first environment
 * steps, so a rejected step changes nothing. After a failure inside an environment all must be
 * reset; so must they when the caller has gone, which ends a call by a {@link
 * java.util.concurrent.CancellationException} before the next environment advances.
 *
 * <p>Source: Gymnasium 1.3, {@code gymnasium.vector}.
 */
public final class LocalVectorEnvironment implements VectorEnvironment {
  private static final byte[] NOTHING = {};

  private final int size;
  private final EnvironmentSpec spec;
  private final LocalVectorConfig config;
  private final VectorRows rows;

  /** What an error calls the action of each environment. */
  private final List<String> actionNames;

  /** Why a step or a partial reset cannot be, or empty when it can. */
  private String notReady = "before the first reset";

  private boolean closed;

  /** A vector whose environments step in order, with all infos. */
  public LocalVectorEnvironment(List<CallOrder> environments, AutoresetMode mode) {
    this(environments, LocalVectorConfig.of(mode));
  }

  /**
   * @param environments with the same spaces, closed with this vector
   * @throws InvalidValueException for an environment with other spaces than the first
   */
  public LocalVectorEnvironment(List<CallOrder> environments, LocalVectorConfig config) {
    this.size = Require.positive(environments.size(), "num_envs");
    this.spec = environments.get(0).spec();
    for (int i = 1; i < size; i++) {
      spec.checkSpaces("environment " + i, environments.get(i).spec());
    }
    this.config = config;
    this.rows = new VectorRows(environments, config);
    this.actionNames =
        size == 1
            ? List.of("action")
            : IntStream.range(0, size).mapToObj(i -> "action[" + i + "]").toList();
  }

  /** Whether a step is brief, as its environments declare. */
  public boolean stepsAreBrief() {
    return config.stepCost().isBrief();
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
    return config.autoresetMode();
  }

  @Override
  public VectorTimeStep reset(VectorResetRequest request) {
    checkOpen();
    request.checkSize(size);
    if (request.mask().contains(false)) {
      checkReady("reset only some environments");
    }
    notReady = "after a failure";
    rows.advance(request::includes, i -> rows.get(i).reset(request.of(i)));
    return finish(rows.firsts(request::includes));
  }

  @Override
  public VectorTimeStep step(Element actions) {
    checkOpen();
    checkReady("step");
    List<Element> checked = check(actions);
    notReady = "after a failure";
    rows.advance(i -> true, i -> step(i, checked.get(i)));
    return finish(rows.steps());
  }

  @Override
  public List<byte[]> snapshot() {
    checkOpen();
    checkReady("take snapshots");
    return IntStream.range(0, size).mapToObj(i -> rows.get(i).snapshot()).toList();
  }

  @Override
  public VectorTimeStep restore(List<byte[]> snapshots) {
    checkOpen();
    checkSize("snapshots", snapshots.size());
    if (snapshots.stream().anyMatch(bytes -> bytes.length == 0)) {
      checkReady("restore only some environments");
    }
    return loadAllOrNone(snapshots);
  }

  @Override
  public VectorTimeStep fork(int[] sources) {
    checkOpen();
    checkReady("fork");
    checkSize("sources", sources.length);
    Map<Integer, byte[]> copies = new HashMap<>();
    List<byte[]> snapshots = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Require.within(sources[i], 0, size - 1L, "sources[" + i + "]");
      snapshots.add(
          sources[i] == i
              ? NOTHING
              : copies.computeIfAbsent(sources[i], source -> rows.get(source).snapshot()));
    }
    return loadAllOrNone(snapshots);
  }

  @Override
  public List<Frame> render(RenderMode mode, List<Integer> indices) {
    checkOpen();
    checkReady("render");
    for (int index : indices) {
      Require.that(index >= 0 && index < size, "index", index, "0 to " + (size - 1));
    }
    return indices.stream().map(i -> rows.get(i).render(mode)).toList();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      IntStream.range(0, size).forEach(i -> rows.get(i).close());
    }
  }

  /** The actions by environment. This is the only check of an action on its way to a simulation. */
  private List<Element> check(Element actions) {
    List<Element> each = Batch.split(spec.actionSpace(), "action", actions, size);
    for (int i = 0; i < size; i++) {
      if (config.autoresetMode() == AutoresetMode.DISABLED && rows.isLast(i)) {
        throw RowFailures.of(i, size, resetNeeded("step", "after the end of the episode"));
      }
      if (!ignoresAction(i)) {
        spec.actionSpace().check(actionNames.get(i), each.get(i));
      }
    }
    return each;
  }

  private boolean ignoresAction(int index) {
    return config.autoresetMode() == AutoresetMode.NEXT_STEP && rows.isLast(index);
  }

  private TimeStep step(int index, Element action) {
    return ignoresAction(index)
        ? rows.get(index).reset(ResetRequest.CONTINUE)
        : resume(index, rows.get(index).step(action));
  }

  /** Begins the next episode at once, where the mode says so. */
  private TimeStep resume(int index, TimeStep step) {
    if (config.autoresetMode() != AutoresetMode.SAME_STEP || !step.isLast()) {
      return step;
    }
    rows.end(index, step);
    return rows.get(index).reset(ResetRequest.CONTINUE);
  }

  private VectorTimeStep loadAllOrNone(List<byte[]> snapshots) {
    String before = notReady;
    List<byte[]> undo = before.isEmpty() ? ofReplaced(snapshots) : List.of();
    try {
      return load(snapshots);
    } catch (RuntimeException refused) {
      if (before.isEmpty()) {
        VectorTimeStep unused = load(undo);
      }
      notReady = before;
      throw refused;
    }
  }

  private List<byte[]> ofReplaced(List<byte[]> snapshots) {
    return IntStream.range(0, size)
        .mapToObj(i -> snapshots.get(i).length == 0 ? NOTHING : rows.get(i).snapshot())
        .toList();
  }

  private VectorTimeStep load(List<byte[]> snapshots) {
    notReady = "after a failure";
    rows.advance(
        i -> snapshots.get(i).length > 0, i -> resume(i, rows.get(i).restore(snapshots.get(i))));
    return finish(rows.steps());
  }

  private VectorTimeStep finish(VectorTimeStep all) {
    notReady = "";
    return all;
  }

  private void checkSize(String name, int actual) {
    Require.that(actual == size, name, "size " + actual, Integer.toString(size));
  }

  private void checkReady(String call) {
    if (!notReady.isEmpty()) {
      throw resetNeeded(call, notReady);
    }
  }

  private static EnvironmentException resetNeeded(String call, String when) {
    return EnvironmentException.of(
        Reason.RESET_NEEDED, "cannot " + call + " " + when + "; call reset");
  }

  private void checkOpen() {
    if (closed) {
      throw EnvironmentException.of(Reason.UNAVAILABLE, spec.id() + " is closed");
    }
  }
}
