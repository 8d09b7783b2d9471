package io.papilio.protocol.compliance;

import io.papilio.protocol.v1.Reason;

/** A row of the protocol's table of failures: a gRPC status code and a reason. */
enum ExpectedFailure {
  INVALID_VALUE("INVALID_ARGUMENT", Reason.REASON_INVALID_VALUE),
  UNKNOWN_ENVIRONMENT("NOT_FOUND", Reason.REASON_UNKNOWN_ENVIRONMENT),
  RESET_NEEDED("FAILED_PRECONDITION", Reason.REASON_RESET_NEEDED),
  UNSUPPORTED("UNIMPLEMENTED", Reason.REASON_UNSUPPORTED);

  private final String code;
  private final Reason reason;

  ExpectedFailure(String code, Reason reason) {
    this.code = code;
    this.reason = reason;
  }

  String code() {
    return code;
  }

  Reason reason() {
    return reason;
  }
}
