package io.papilio.envserver.catalog;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.EpisodeGuard;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.core.wrapper.Wrappers;
import io.papilio.envserver.linear.LinearEnvironments;
import io.papilio.envserver.locomotion.LocomotionEnvironments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/**
 * The environments by id. What it makes checks actions and the order of calls, makes snapshots and
 * keeps the time limit, which the keyword {@code max_episode_steps} overrides (-1: no limit), as
 * Gymnasium's {@code make} does.
 */
public final class EnvironmentCatalog {
  private static final String LIMIT = "max_episode_steps";
  private static final int NO_LIMIT = -1;
  private static final int MAX_WRAPPERS = 32;

  private final SortedMap<String, EnvironmentFactory> factories = new TreeMap<>();

  /** A catalogue of these factories, whose ids must differ. */
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

  /** The standard catalogue with what jars or folders of classes bring, as if on the class path. */
  public static EnvironmentCatalog standard(List<Path> plugins) {
    List<EnvironmentFactory> factories = new ArrayList<>(LinearEnvironments.all());
    factories.addAll(LocomotionEnvironments.all());
    factories.addAll(Plugins.load(plugins));
    return new EnvironmentCatalog(factories);
  }

  public SortedSet<String> ids() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(factories.keySet()));
  }

  /** Digests of the models that environments are simulated from, by id, where they have one. */
  public SortedMap<String, String> modelDigests() {
    SortedMap<String, String> digests = new TreeMap<>();
    factories.forEach(
        (id, factory) -> factory.modelDigest().ifPresent(digest -> digests.put(id, digest)));
    return digests;
  }

  /**
   * The spec of an environment with these keywords, without making it.
   *
   * @throws EnvironmentException UNKNOWN_ENVIRONMENT, with the nearest ids
   * @throws InvalidValueException for an unknown or bad keyword
   */
  public EnvironmentSpec spec(String id, KeywordArguments options) {
    EnvironmentSpec spec = factory(id).spec(withoutLimit(options));
    return spec.withMaxEpisodeSteps(limit(spec, options));
  }

  /**
   * The description of an environment, with the keywords that all environments share.
   *
   * @throws UnknownEnvironmentException naming the nearest ids
   */
  public EnvironmentDescription description(String id) {
    EnvironmentFactory factory = factory(id);
    return factory.description().with(limitOf(factory.spec(KeywordArguments.NONE)));
  }

  /** As {@link EnvironmentFactory#stepsAreBounded}. */
  public boolean stepsAreBounded(String id) {
    return factory(id).stepsAreBounded();
  }

  /** An environment with these keywords; refuses as {@link #spec} does. */
  public Environment create(String id, KeywordArguments options) {
    return create(id, options, List.of());
  }

  /**
   * An environment with these keywords, in wrappers.
   *
   * @param wrappers the first innermost; all outside of the time limit, as in Gymnasium
   * @throws InvalidValueException for an unknown or bad wrapper too
   */
  public Environment create(String id, KeywordArguments options, List<NamedWrapper> wrappers) {
    Require.that(
        wrappers.size() <= MAX_WRAPPERS, "wrappers", wrappers.size(), "at most " + MAX_WRAPPERS);
    // Each multiplies the work of a step, which one request must not make endless.
    long repeats = wrappers.stream().filter(w -> w.name().equals("RepeatAction")).count();
    Require.that(repeats <= 1, "wrappers", repeats + " of RepeatAction", "at most 1");
    OptionalInt limit = spec(id, options).maxEpisodeSteps();
    EnvironmentFactory factory = factory(id);
    SnapshotLabel label =
        SnapshotLabel.of(id, configuration(options, wrappers), factory.libraries());
    Environment environment = new EpisodeGuard(factory.create(withoutLimit(options)), limit, label);
    if (wrappers.isEmpty()) {
      return environment;
    }
    try {
      for (NamedWrapper wrapper : wrappers) {
        environment = Wrappers.wrap(environment, wrapper);
      }
      // Checks the actions that the outermost wrapper takes.
      return new EpisodeGuard(environment, environment.spec().maxEpisodeSteps(), label);
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
  }

  /** A vector of {@code size} environments with these keywords; refuses as {@link #spec} does. */
  public VectorEnvironment createVector(
      String id, KeywordArguments options, int size, AutoresetMode mode) {
    return createVector(id, options, List.of(), size, mode);
  }

  /** A vector of environments with these keywords, each in wrappers. */
  public VectorEnvironment createVector(
      String id,
      KeywordArguments options,
      List<NamedWrapper> wrappers,
      int size,
      AutoresetMode mode) {
    Require.positive(size, "num_envs");
    return createVector(id, Collections.nCopies(size, options), wrappers, mode);
  }

  /**
   * A vector of an environment for each of these keywords, each in wrappers.
   *
   * @throws InvalidValueException for keywords that give other spaces than the first ones too
   */
  public VectorEnvironment createVector(
      String id, List<KeywordArguments> options, List<NamedWrapper> wrappers, AutoresetMode mode) {
    return createVector(id, options, wrappers, mode, VectorBounds.NONE);
  }

  /** As above, within bounds. */
  public VectorEnvironment createVector(
      String id,
      List<KeywordArguments> options,
      List<NamedWrapper> wrappers,
      AutoresetMode mode,
      VectorBounds bounds) {
    List<Environment> environments = new ArrayList<>(options.size());
    try {
      long each = 0;
      for (int i = 0; i < options.size(); i++) {
        if (bounds.abandoned().getAsBoolean()) {
          throw new CancellationException("nobody waits for the environments");
        }
        environments.add(create(id, options, i, wrappers));
        long held = footprint(environments.get(i));
        if (i == 0) {
          // For all at once, so that what does not fit is refused before it is made.
          each = held;
          bounds.memory().accept(Math.multiplyExact(each, options.size()));
        } else if (held > each) {
          bounds.memory().accept(held - each);
        }
      }
      return new LocalVectorEnvironment(environments, mode, bounds.abandoned());
    } catch (RuntimeException | Error e) {
      environments.forEach(Environment::close);
      throw e;
    }
  }

  private Environment create(
      String id, List<KeywordArguments> options, int index, List<NamedWrapper> wrappers) {
    try {
      return create(id, options.get(index), wrappers);
    } catch (InvalidValueException refused) {
      if (options.stream().distinct().count() == 1) {
        throw refused;
      }
      throw refused.within("environment " + index);
    }
  }

  /** With its share of a batch, of the batch of last observations, and of their messages. */
  private static long footprint(Environment environment) {
    return environment.footprint() + environment.spec().observationFootprint();
  }

  private static String configuration(KeywordArguments options, List<NamedWrapper> wrappers) {
    return wrappers.stream()
        .map(wrapper -> " " + wrapper.canonical())
        .collect(Collectors.joining("", options.canonical(), ""));
  }

  private EnvironmentFactory factory(String id) {
    EnvironmentFactory factory = factories.get(id);
    if (factory == null) {
      throw EnvironmentException.unknown(id, factories.keySet());
    }
    return factory;
  }

  private static OptionalInt limit(EnvironmentSpec spec, KeywordArguments options) {
    int limit = options.get(limitOf(spec));
    Require.that(limit > 0 || limit == NO_LIMIT, LIMIT, limit, "> 0, or -1 for no limit");
    return limit == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private static Keyword<Integer> limitOf(EnvironmentSpec spec) {
    return Keyword.integer(
        LIMIT,
        spec.maxEpisodeSteps().orElse(NO_LIMIT),
        "time limit of an episode, " + NO_LIMIT + " for none");
  }

  private static KeywordArguments withoutLimit(KeywordArguments options) {
    if (!options.has(LIMIT)) {
      return options;
    }
    Map<String, Object> rest = new LinkedHashMap<>(options.values());
    rest.remove(LIMIT);
    return new KeywordArguments(rest);
  }
}
