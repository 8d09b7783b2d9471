package io.papilio.protocol.compliance;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.Require;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.codec.ServerInfo;
import io.papilio.protocol.compliance.Finding.Verdict;
import io.papilio.protocol.contract.ActionContract;
import io.papilio.protocol.contract.AgreementContract;
import io.papilio.protocol.contract.ContractCheck;
import io.papilio.protocol.contract.ContractSubject;
import io.papilio.protocol.contract.EnvironmentContract;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.contract.SnapshotContract;
import io.papilio.protocol.contract.VectorContract;
import io.papilio.protocol.contract.VectorSnapshotContract;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds a server against the protocol and its environments against the contract. */
public final class Compliance implements AutoCloseable {
  /** The subject of findings about the server itself. */
  public static final String SERVER = "server";

  private final ChannelConfig config;
  private final EnvironmentChannel channel;
  private final List<EnvironmentSpec> specs;
  private final Function<String, Optional<ContractSubject>> references;

  /**
   * Connects.
   *
   * @param references environments of the same id that are known to be right, if there are any
   * @throws EnvironmentException UNAVAILABLE when no server answers
   */
  public Compliance(ChannelConfig config, Function<String, Optional<ContractSubject>> references) {
    this.config = config;
    this.references = references;
    this.channel = EnvironmentChannel.connect(config);
    this.specs = channel.specs();
    Require.that(!specs.isEmpty(), "environments", "none", "a server that has some");
  }

  public ServerInfo serverInfo() {
    return channel.serverInfo();
  }

  /** Ids of all environments of the server. */
  public List<String> ids() {
    return specs.stream().map(EnvironmentSpec::id).toList();
  }

  /**
   * Holds the server itself against the protocol, which fills it for a moment.
   *
   * @param findings takes each as it is made
   */
  public void checkServer(Consumer<Finding> findings) {
    Subject subject = new Subject(channel, config, specs.get(0), KeywordArguments.NONE);
    Stream.of(StreamRules.all(), LimitRules.all(), CapacityRules.all(), TokenRules.all())
        .flatMap(List::stream)
        .forEach(
            rule -> findings.accept(find(SERVER, rule.name(), () -> rule.body().accept(subject))));
  }

  /** Same as {@link #checkEnvironment(String, KeywordArguments, Consumer)} without keywords. */
  public void checkEnvironment(String id, Consumer<Finding> findings) {
    checkEnvironment(id, KeywordArguments.NONE, findings);
  }

  /**
   * Holds the environments of one id against the contract and the protocol.
   *
   * @param keywords that they are made with; those of the references are their own matter
   * @param findings takes each as it is made
   * @throws EnvironmentException UNKNOWN_ENVIRONMENT when the server does not list it
   */
  public void checkEnvironment(String id, KeywordArguments keywords, Consumer<Finding> findings) {
    EnvironmentSpec listed =
        specs.stream()
            .filter(spec -> spec.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    EnvironmentException.of(
                        Reason.UNKNOWN_ENVIRONMENT,
                        "environment id: " + id + " (expected: one of " + ids() + ")"));
    EnvironmentSpec spec =
        keywords.equals(KeywordArguments.NONE) ? listed : channel.spec(id, keywords);
    Subject subject = new Subject(channel, config, spec, keywords);
    Stream.of(
            EnvironmentContract.checks(),
            ActionContract.checks(),
            VectorContract.checks(),
            SnapshotContract.checks(),
            VectorSnapshotContract.checks())
        .flatMap(List::stream)
        .forEach(check -> findings.accept(find(id, check.name(), () -> check.run(subject))));
    Stream.of(
            RequestRules.all(),
            AnswerRules.all(),
            OpenRules.all(),
            RenderRules.all(),
            RolloutRules.all(),
            RolloutStreamRules.all(),
            RolloutContentRules.all())
        .flatMap(List::stream)
        .forEach(rule -> findings.accept(find(id, rule.name(), () -> rule.body().accept(subject))));
    checkAgreement(subject, findings);
  }

  /** Ends all sessions. */
  @Override
  public void close() {
    channel.close();
  }

  private void checkAgreement(Subject subject, Consumer<Finding> findings) {
    String id = subject.spec().id();
    Optional<ContractSubject> reference = references.apply(id);
    ContractSubject other = reference.orElse(subject);
    for (ContractCheck check : AgreementContract.checks(other)) {
      Runnable body =
          () -> {
            if (reference.isEmpty()) {
              throw new NotApplicableException("no environment of this id to compare with");
            }
            check.run(subject);
          };
      findings.accept(find(id, check.name(), body));
    }
  }

  private static Finding find(String subject, String name, Runnable body) {
    try {
      body.run();
      return new Finding(subject, name, Verdict.PASSED, "");
    } catch (NotApplicableException | EnvironmentException.Unsupported e) {
      return new Finding(subject, name, Verdict.NOT_APPLICABLE, e.getMessage());
    } catch (AssertionError e) {
      return new Finding(subject, name, Verdict.FAILED, e.getMessage());
    } catch (
        RuntimeException e) { // A server may answer anything; the other rules come all the same.
      String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
      return new Finding(subject, name, Verdict.FAILED, reason);
    }
  }
}
