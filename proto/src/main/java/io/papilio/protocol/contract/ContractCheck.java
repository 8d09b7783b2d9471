package io.papilio.protocol.contract;

import java.util.function.Consumer;

/**
 * One rule of the contract.
 *
 * @param name a sentence
 * @param body throws an {@link AssertionError} when the subject breaks the rule
 */
public record ContractCheck(String name, Consumer<ContractSubject> body) {
  public void run(ContractSubject subject) {
    body.accept(subject);
  }
}
