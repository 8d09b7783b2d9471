package io.papilio.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.ForkRequest;
import io.papilio.protocol.v1.RestoreRequest;
import io.papilio.protocol.v1.SnapshotResponse;
import java.util.List;

/** Snapshots, restores and forks. Snapshots are opaque here. */
public final class SnapshotCodec {
  private SnapshotCodec() {}

  public static SnapshotResponse toProto(List<byte[]> snapshots) {
    return SnapshotResponse.newBuilder().addAllSnapshots(wrap(snapshots)).build();
  }

  public static List<byte[]> fromProto(SnapshotResponse response) {
    return response.getSnapshotsList().stream().map(ByteString::toByteArray).toList();
  }

  public static RestoreRequest restoreRequest(List<byte[]> snapshots) {
    return RestoreRequest.newBuilder().addAllSnapshots(wrap(snapshots)).build();
  }

  public static List<byte[]> fromProto(RestoreRequest request) {
    return request.getSnapshotsList().stream().map(ByteString::toByteArray).toList();
  }

  public static ForkRequest forkRequest(int[] sources) {
    ForkRequest.Builder request = ForkRequest.newBuilder();
    for (int i = 0; i < sources.length; i++) {
      request.addSources((int) Require.nonNegative(sources[i], "sources[" + i + "]"));
    }
    return request.build();
  }

  /** The sources; one beyond Java's integers is as wrong as any beyond the vector. */
  public static int[] fromProto(ForkRequest request) {
    return request.getSourcesList().stream().mapToInt(i -> i).toArray();
  }

  private static List<ByteString> wrap(List<byte[]> snapshots) {
    return snapshots.stream().map(UnsafeByteOperations::unsafeWrap).toList();
  }
}
