package io.papilio.protocol.contract;

/** The subject does not have what the rule speaks of; the message says what is lacking. */
public final class NotApplicableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotApplicableException(String message) {
    super(message);
  }
}
