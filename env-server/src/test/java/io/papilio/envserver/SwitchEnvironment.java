package io.papilio.envserver;

import io.papilio.core.env.Element;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import java.math.BigInteger;

/** A bare environment with discrete observations and actions: the action turns a switch. */
final class SwitchEnvironment extends BareEnvironment implements Restorable {
  private static final BigInteger POSITIONS = BigInteger.valueOf(4);

  private long generator;
  private long position;

  SwitchEnvironment(EnvironmentSpec spec) {
    super(spec);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    generator = request.seed().map(s -> s.mod(POSITIONS).longValue()).orElse((generator + 1) % 4);
    position = generator;
    return TimeStep.first(Tensor.scalar(position), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    position = (position + action.asTensor().getLong(0)) % 4;
    return new TimeStep(Tensor.scalar(position), position, false, false, Info.EMPTY);
  }

  @Override
  public void save(SnapshotWriter out) {
    out.longInteger(generator).longInteger(position);
  }

  @Override
  public void load(SnapshotReader in) {
    generator = in.longInteger();
    position = in.longInteger();
  }
}
