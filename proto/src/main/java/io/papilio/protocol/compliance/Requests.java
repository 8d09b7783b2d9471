package io.papilio.protocol.compliance;

import io.papilio.core.space.Element;
import io.papilio.protocol.codec.ElementCodec;
import io.papilio.protocol.v1.AutoresetMode;
import io.papilio.protocol.v1.CloseRequest;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.StepRequest;

/** Requests as messages. */
final class Requests {
  static final InteractRequest EMPTY = InteractRequest.getDefaultInstance();
  static final InteractRequest CLOSE =
      InteractRequest.newBuilder().setClose(CloseRequest.getDefaultInstance()).build();

  /** A step without actions. */
  static final InteractRequest NO_ACTIONS =
      InteractRequest.newBuilder().setStep(StepRequest.getDefaultInstance()).build();

  private Requests() {}

  static InteractRequest open(String id, int size, AutoresetMode mode) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getOpenBuilder().setEnvironmentId(id).setNumEnvs(size).setAutoresetMode(mode);
    return request.build();
  }

  /** Environments that begin the next episode at the next step. */
  static InteractRequest open(String id, int size) {
    return open(id, size, AutoresetMode.AUTORESET_MODE_NEXT_STEP);
  }

  static InteractRequest reset(String seed) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getResetBuilder().setSeed(seed);
    return request.build();
  }

  static InteractRequest step(Element actions) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getStepBuilder().setActions(ElementCodec.toProto(actions));
    return request.build();
  }
}
