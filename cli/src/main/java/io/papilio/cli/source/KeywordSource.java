package io.papilio.cli.source;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import java.util.List;
import java.util.Map;

/** Environments of another source, made with further keywords, which a request's own override. */
record KeywordSource(RolloutSource source, KeywordArguments keywords) implements RolloutSource {
  @Override
  public List<EnvironmentSpec> specs() {
    return source.specs();
  }

  @Override
  public EnvironmentSpec spec(String id, KeywordArguments own) {
    return source.spec(id, keywords.overriddenBy(own));
  }

  @Override
  public VectorEnvironment vector(String id, KeywordArguments own, int size, AutoresetMode mode) {
    return source.vector(id, keywords.overriddenBy(own), size, mode);
  }

  @Override
  public RolloutRunner runner(String id, KeywordArguments own, int numEnvs) {
    return source.runner(id, keywords.overriddenBy(own), numEnvs);
  }

  @Override
  public Map<String, String> libraries() {
    return source.libraries();
  }

  @Override
  public String describe() {
    return source.describe();
  }

  @Override
  public void close() {
    source.close();
  }
}
