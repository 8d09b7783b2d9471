package io.papilio.envserver.linear;

import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;

/**
 * A task in one of several systems, drawn at each reset, and the agent does not know which. The
 * last number of the state is the system's index; it is not observed. There is no noise. The reward
 * is -min(1, |x1|) of the next state: the papers ask for a bounded cost that is 1-Lipschitz.
 */
interface HiddenSystemTask extends LinearTask {
  String REWARD = "-min(1, |x_1|), with x the state after the step";

  String PITFALLS = "\"The Pitfalls of Imitation Learning\" (arXiv 2503.09722)";

  /** The horizon H: a clumsy policy grows much by then, but not beyond what is simulated. */
  int HORIZON = 100;

  Keyword<Integer> SYSTEM =
      Keyword.integer("system", 0, "the system: 1, 2, or 0 for one drawn at each reset");

  /** The systems that the keyword {@code system} leaves. */
  static List<LinearSystem> chosen(List<LinearSystem> systems, KeywordArguments keywords) {
    int system = keywords.get(SYSTEM);
    Require.that(
        system >= 0 && system <= systems.size(),
        SYSTEM.name(),
        system,
        "1, 2, or 0 for one drawn at each reset");
    return system == 0 ? systems : List.of(systems.get(system - 1));
  }

  /** The systems, all of one size; a single one where a keyword names it. */
  List<LinearSystem> systems();

  /** The observed part of the initial state. */
  Vector initialObservation(NumpyGenerator generator);

  @Override
  default LinearSystem system() {
    return systems().get(0);
  }

  @Override
  default int stateSize() {
    return system().stateSize() + 1;
  }

  @Override
  default double noiseScale() {
    return 0;
  }

  @Override
  default Vector initialState(NumpyGenerator generator) {
    int index = generator.integers(systems().size());
    return withIndex(initialObservation(generator), index);
  }

  @Override
  default Vector next(Vector state, Vector u) {
    int index = (int) state.get(state.size() - 1);
    Vector x = Vector.of(Arrays.copyOf(state.toArray(), state.size() - 1));
    // x' = A_i x + B_i u
    return withIndex(systems().get(index).next(x, u), index);
  }

  @Override
  default boolean isState(Vector x) {
    double index = x.get(x.size() - 1);
    return index == Math.rint(index) && index >= 0 && index < systems().size();
  }

  @Override
  default double reward(Vector x, Vector u, Vector next) {
    return -Math.min(1, Math.abs(next.get(0)));
  }

  @Override
  default boolean isOver(Vector next) {
    return false;
  }

  private static Vector withIndex(Vector x, int index) {
    double[] state = Arrays.copyOf(x.toArray(), x.size() + 1);
    state[x.size()] = index;
    return Vector.of(state);
  }
}
