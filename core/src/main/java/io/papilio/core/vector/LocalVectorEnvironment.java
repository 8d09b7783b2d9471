package io.papilio.core.vector;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Info;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Element;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A vector of environments of this process (Gymnasium's {@code SyncVectorEnv}, on all cores where
 * that pays; the result is the same). Actions are checked before the first environment steps, so a
 * refused step changes nothing. After a failure inside an environment all must be reset; so must
 * they when a call was abandoned, which ends it by a {@link CancellationException} before the next
 * environment advances.
 *
 * <p>Source: Gymnasium 1.3, {@code gymnasium.vector}.
 */
public final class LocalVectorEnvironment implements VectorEnvironment {
  private static final byte[] NOTHING = {};

  private final List<Environment> environments;
  private final EnvironmentSpec spec;
  private final AutoresetMode autoresetMode;
  private final RowScheduler lanes;

  /** The newest time step of each environment; with SAME_STEP, never the last of an episode. */
  private final TimeStep[] newest;

  /** With SAME_STEP, the last time step of the episode that ended in this call, or null. */
  private final TimeStep[] ended;

  private final RowFailures failures;
  private final BooleanSupplier abandoned;

  /** Why a step or a partial reset cannot be, or empty when it can. */
  private String notReady = "before the first reset";

  private boolean closed;

  /**
   * @param environments from the catalogue, all with the same spaces; closed with this vector
   * @throws InvalidValueException for an environment with other spaces than the first
   */
  public LocalVectorEnvironment(
      List<? extends Environment> environments, AutoresetMode autoresetMode) {
    this(environments, autoresetMode, () -> false);
  }

  /**
   * @param abandoned whether nobody waits for the answer of the present call any more; asked on
   *     several threads
   */
  public LocalVectorEnvironment(
      List<? extends Environment> environments,
      AutoresetMode autoresetMode,
      BooleanSupplier abandoned) {
    Require.positive(environments.size(), "num_envs");
    this.environments = List.copyOf(environments);
    this.spec = environments.get(0).spec();
    for (int i = 1; i < environments.size(); i++) {
      spec.checkSpaces("environment " + i, environments.get(i).spec());
    }
    this.autoresetMode = autoresetMode;
    this.lanes = new RowScheduler(environments.size());
    this.newest = new TimeStep[environments.size()];
    this.ended = new TimeStep[environments.size()];
    this.failures = new RowFailures(environments.size());
    this.abandoned = abandoned;
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public int size() {
    return environments.size();
  }

  @Override
  public AutoresetMode autoresetMode() {
    return autoresetMode;
  }

  @Override
  public VectorTimeStep reset(VectorResetRequest request) {
    checkOpen();
    request.checkSize(size());
    if (request.mask().contains(false)) {
      checkReady("reset only some environments");
    }
    begin();
    IntStream.range(0, size())
        .filter(request::includes)
        .forEach(i -> attempt(i, () -> environments.get(i).reset(request.of(i))));
    return finish(
        i ->
            TimeStep.first(
                newest[i].observation(), request.includes(i) ? newest[i].info() : Info.EMPTY));
  }

  @Override
  public VectorTimeStep step(Element actions) {
    checkOpen();
    checkReady("step");
    List<Element> rows = check(actions);
    begin();
    lanes.forEach(i -> attempt(i, () -> advance(i, rows.get(i))));
    return finish(this::answer);
  }

  @Override
  public List<byte[]> snapshot() {
    checkOpen();
    checkReady("take snapshots");
    return environments.stream().map(Environment::snapshot).toList();
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
    for (int i = 0; i < size(); i++) {
      Require.within(sources[i], 0, size() - 1L, "sources[" + i + "]");
      snapshots.add(
          sources[i] == i
              ? NOTHING
              : copies.computeIfAbsent(sources[i], source -> environments.get(source).snapshot()));
    }
    return loadAllOrNone(snapshots);
  }

  @Override
  public List<Frame> render(RenderMode mode, List<Integer> indices) {
    checkOpen();
    checkReady("render");
    for (int index : indices) {
      Require.that(index >= 0 && index < size(), "index", index, "0 to " + (size() - 1));
    }
    return indices.stream().map(i -> environments.get(i).render(mode)).toList();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      environments.forEach(Environment::close);
    }
  }

  private List<Element> check(Element actions) {
    List<Element> rows = Batch.split(spec.actionSpace(), "action", actions, size());
    for (int i = 0; i < size(); i++) {
      if (autoresetMode == AutoresetMode.DISABLED && newest[i].isLast()) {
        throw RowFailures.of(i, size(), resetNeeded("step", "after the end of the episode"));
      }
      if (!ignoresAction(i)) {
        spec.actionSpace().check(size() == 1 ? "action" : "action[" + i + "]", rows.get(i));
      }
    }
    return rows;
  }

  private boolean ignoresAction(int index) {
    return autoresetMode == AutoresetMode.NEXT_STEP && newest[index].isLast();
  }

  private TimeStep advance(int index, Element action) {
    Environment environment = environments.get(index);
    if (ignoresAction(index)) {
      return environment.reset(ResetRequest.CONTINUE);
    }
    return goOn(index, environment.step(action));
  }

  /** Begins the next episode at once, where the mode says so. */
  private TimeStep goOn(int index, TimeStep step) {
    if (autoresetMode != AutoresetMode.SAME_STEP || !step.isLast()) {
      return step;
    }
    ended[index] = step;
    return environments.get(index).reset(ResetRequest.CONTINUE);
  }

  /** What the caller is told: with SAME_STEP, reward and flags are those of the ended episode. */
  private TimeStep answer(int index) {
    TimeStep first = newest[index];
    TimeStep last = ended[index];
    return last == null
        ? first
        : new TimeStep(
            first.observation(), last.reward(), last.terminated(), last.truncated(), first.info());
  }

  private List<byte[]> ofReplaced(List<byte[]> snapshots) {
    return IntStream.range(0, size())
        .mapToObj(i -> snapshots.get(i).length == 0 ? NOTHING : environments.get(i).snapshot())
        .toList();
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

  private VectorTimeStep load(List<byte[]> snapshots) {
    begin();
    IntStream.range(0, size())
        .filter(i -> snapshots.get(i).length > 0)
        .forEach(i -> attempt(i, () -> goOn(i, environments.get(i).restore(snapshots.get(i)))));
    return finish(this::answer);
  }

  private void begin() {
    notReady = "after a failure";
    Arrays.fill(ended, null);
    failures.clear();
  }

  /** A failure waits until all have advanced, so that threads make no difference. */
  private void attempt(int index, Supplier<TimeStep> advance) {
    try {
      if (abandoned.getAsBoolean()) {
        throw new CancellationException("nobody waits for the answer");
      }
      newest[index] = advance.get();
    } catch (RuntimeException e) {
      failures.put(index, e);
    }
  }

  private VectorTimeStep finish(IntFunction<TimeStep> steps) {
    failures.throwFirst();
    VectorTimeStep all =
        StepBatch.of(
            spec.observationSpace(), IntStream.range(0, size()).mapToObj(steps).toList(), ended);
    notReady = "";
    return all;
  }

  private void checkSize(String name, int actual) {
    Require.that(actual == size(), name, "size " + actual, Integer.toString(size()));
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
