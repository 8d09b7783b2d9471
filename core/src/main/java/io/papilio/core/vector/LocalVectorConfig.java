package io.papilio.core.vector;

import io.papilio.core.env.StepCost;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * How a vector of this process runs.
 *
 * @param stepCost of one step of all environments in order
 * @param infoNames whether time steps have the info column of a name, as {@link
 *     io.papilio.core.env.InfoName#plain} writes it
 * @param abandoned whether the caller of the present call has gone; asked on several threads
 */
public record LocalVectorConfig(
    AutoresetMode autoresetMode,
    StepCost stepCost,
    Predicate<String> infoNames,
    BooleanSupplier abandoned) {

  /** Brief steps with all infos. */
  public static LocalVectorConfig of(AutoresetMode mode) {
    return new LocalVectorConfig(mode, StepCost.ofMicros(0), name -> true, () -> false);
  }
}
