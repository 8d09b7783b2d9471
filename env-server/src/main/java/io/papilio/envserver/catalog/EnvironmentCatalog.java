package io.papilio.envserver.catalog;

import io.papilio.core.env.ActionCheck;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.LocalRollout;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.envserver.linear.LinearEnvironments;
import io.papilio.envserver.locomotion.LocomotionEnvironments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The environments of this process by id. What it makes checks actions and the order of calls,
 * makes snapshots, and has the time limit of its spec or of the keyword {@code max_episode_steps}
 * (-1: no limit), as Gymnasium's {@code make}.
 */
public final class EnvironmentCatalog implements RolloutSource {

  private final SortedMap<String, EnvironmentFactory> factories = new TreeMap<>();

  /** A catalog of these factories, whose ids must differ. */
  public EnvironmentCatalog(Collection<? extends EnvironmentFactory> factories) {
    for (EnvironmentFactory factory : factories) {
      EnvironmentFactory other = this.factories.put(factory.id(), factory);
      Require.that(other == null, "environment id", factory.id() + " twice", "different ids");
    }
  }

  /** Everything on board, and what {@link java.util.ServiceLoader} finds on the class path. */
  public static EnvironmentCatalog standard() {
    return standard(List.of());
  }

  /** The standard catalog with what jars or folders of classes bring, as if on the class path. */
  public static EnvironmentCatalog standard(List<Path> plugins) {
    List<EnvironmentFactory> factories = new ArrayList<>(LinearEnvironments.all());
    factories.addAll(LocomotionEnvironments.all());
    factories.addAll(Plugins.load(plugins));
    return new EnvironmentCatalog(factories);
  }

  public SortedSet<String> ids() {
    return Collections.unmodifiableSortedSet((SortedSet<String>) factories.keySet());
  }

  /** Digests of the models that environments are simulated from, by id, where they have one. */
  public SortedMap<String, String> modelDigests() {
    SortedMap<String, String> digests = new TreeMap<>();
    factories.forEach(
        (id, factory) -> factory.modelDigest().ifPresent(digest -> digests.put(id, digest)));
    return digests;
  }

  @Override
  public Map<String, String> libraries() {
    SortedMap<String, String> libraries = new TreeMap<>();
    factories.values().forEach(factory -> libraries.putAll(factory.libraries()));
    return libraries;
  }

  @Override
  public String describe() {
    return "embedded";
  }

  @Override
  public List<EnvironmentSpec> specs() {
    return factories.keySet().stream().map(id -> spec(id, KeywordArguments.NONE)).toList();
  }

  /**
   * The spec of an environment with these keywords, without making it.
   *
   * @throws EnvironmentException UNKNOWN_ENVIRONMENT, with the nearest ids
   * @throws InvalidValueException for an unknown or bad keyword
   */
  @Override
  public EnvironmentSpec spec(String id, KeywordArguments keywords) {
    return new EnvironmentRecipe(factory(id), keywords, List.of()).spec();
  }

  /**
   * The description of an environment, with the keywords that all environments share.
   *
   * @throws EnvironmentException UNKNOWN_ENVIRONMENT, with the nearest ids
   */
  public EnvironmentDescription description(String id) {
    EnvironmentFactory factory = factory(id);
    return factory.description().with(TimeLimitKeyword.of(factory.spec(KeywordArguments.NONE)));
  }

  /** A lone environment with these keywords; rejects what {@link #spec} rejects. */
  public Environment create(String id, KeywordArguments keywords) {
    return create(id, keywords, List.of());
  }

  /**
   * A lone environment with these keywords, in wrappers.
   *
   * @param wrappers the first innermost; all outside of the time limit, as in Gymnasium
   * @throws InvalidValueException for an unknown or bad wrapper too
   */
  public Environment create(String id, KeywordArguments keywords, List<NamedWrapper> wrappers) {
    return new ActionCheck(new EnvironmentRecipe(factory(id), keywords, wrappers).make());
  }

  @Override
  public VectorEnvironment vector(
      String id, KeywordArguments keywords, int size, AutoresetMode mode) {
    return vector(VectorRequest.of(id, keywords, size, mode).withoutInfos(), VectorBounds.NONE);
  }

  /**
   * A vector of environments.
   *
   * @throws EnvironmentException UNKNOWN_ENVIRONMENT, with the nearest ids
   * @throws InvalidValueException for an unknown or bad keyword or wrapper, and for keywords that
   *     give other spaces than the first ones
   */
  public LocalVectorEnvironment vector(VectorRequest request, VectorBounds bounds) {
    return new VectorBuilder(factory(request.id()), request, bounds).build();
  }

  /**
   * Lone environments of one kind, that check their actions. Rejects what {@link #vector} rejects.
   *
   * @param request of which the autoreset mode and the infos do not matter
   */
  public List<Environment> environments(VectorRequest request, VectorBounds bounds) {
    List<CallOrder> made = new VectorBuilder(factory(request.id()), request, bounds).make();
    return made.stream().map(environment -> (Environment) new ActionCheck(environment)).toList();
  }

  @Override
  public RolloutRunner runner(String id, KeywordArguments keywords, int numEnvs) {
    VectorRequest request = VectorRequest.of(id, keywords, numEnvs, AutoresetMode.DISABLED);
    return new LocalRollout(
        environments(request, VectorBounds.NONE), Runtime.getRuntime().availableProcessors());
  }

  /** Does nothing: a catalog holds nothing that must be freed. */
  @Override
  public void close() {}

  private EnvironmentFactory factory(String id) {
    EnvironmentFactory factory = factories.get(id);
    if (factory == null) {
      throw EnvironmentException.unknown(id, factories.keySet());
    }
    return factory;
  }
}
