package io.papilio.core.env;

import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.space.ElementState;
import io.papilio.core.space.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Time steps in snapshots. */
final class TimeStepState {
  private TimeStepState() {}

  static void write(SnapshotWriter out, TimeStep step) {
    ElementState.write(out, step.observation());
    out.number(step.reward()).flag(step.terminated()).flag(step.truncated());
    out.integer(step.info().columns().size());
    step.info().columns().forEach((name, value) -> ElementState.writeTensor(out.text(name), value));
  }

  static TimeStep read(SnapshotReader in) {
    Element observation = ElementState.read(in);
    double reward = in.number();
    boolean terminated = in.flag();
    boolean truncated = in.flag();
    Map<String, Tensor> info = new LinkedHashMap<>();
    for (int left = in.count(Integer.BYTES); left > 0; left--) {
      info.put(in.text(), ElementState.readTensor(in));
    }
    return new TimeStep(observation, reward, terminated, truncated, new Info(info));
  }
}
