package io.papilio.expert.lqr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.control.CascadePair;
import io.papilio.core.control.LinearPair;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CascadeExpertTest {
  /** Over whole episodes, in whichever system, to the last bit. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void firstCoordinateStaysZero(int system) {
    CascadePair problem = new CascadePair(LinearPair.mu(0.25), 0);
    CascadePair.Disturbance disturbance = problem.disturbance();
    LinearSystem dynamics = problem.linearPart(system);
    Policy expert = LinearExperts.of(CascadePair.ID, KeywordArguments.NONE);
    NumpyGenerator generator = NumpyGenerator.ofSeed(5);
    for (int episode = 0; episode < 50; episode++) {
      var actor = expert.begin(List.of(BigInteger.ZERO));
      Vector x = CascadePair.initial(generator);
      for (int t = 0; t < 100; t++) {
        Tensor u = actor.act(Tensor.float64(x.toArray(), 1, 3));
        double pushed = u.getDouble(0) - disturbance.at(x.get(2));
        x = dynamics.next(x, Vector.of(pushed, u.getDouble(1)));
        assertEquals(0, x.get(0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LqrCliff-v0", "CliffLoss-v0"})
  void onlyTheExpertOfTheCascadeIsNotLinear(String id) {
    assertTrue(LinearExperts.isLinear(id));
    assertTrue(LinearExperts.ids().contains(CascadePair.ID));
    assertFalse(LinearExperts.isLinear(CascadePair.ID));
  }
}
