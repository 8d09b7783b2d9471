package io.papilio.core.trajectory;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some of the trajectories of a source.
 *
 * @param indices of the selected ones in the source, ascending
 */
record SelectedTrajectories(TrajectorySource source, List<Integer> indices)
    implements TrajectorySource {

  static SelectedTrajectories of(TrajectorySource source, IntPredicate which) {
    return new SelectedTrajectories(
        source, IntStream.range(0, source.size()).filter(which).boxed().toList());
  }

  @Override
  public int size() {
    return indices.size();
  }

  @Override
  public void read(IntPredicate which, Consumer<Trajectory> consumer) {
    BitSet wanted = new BitSet();
    IntStream.range(0, size()).filter(which).forEach(i -> wanted.set(indices.get(i)));
    source.read(wanted::get, consumer);
  }
}
