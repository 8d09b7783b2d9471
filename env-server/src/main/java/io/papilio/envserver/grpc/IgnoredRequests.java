package io.papilio.envserver.grpc;

import io.grpc.stub.StreamObserver;
import io.papilio.protocol.v1.InteractRequest;

/** Takes what a client still sends on a stream that was rejected. */
final class IgnoredRequests implements StreamObserver<InteractRequest> {
  @Override
  public void onNext(InteractRequest request) {}

  @Override
  public void onError(Throwable canceled) {}

  @Override
  public void onCompleted() {}
}
