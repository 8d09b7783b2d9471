package io.papilio.it.fuzz;

import com.google.protobuf.CodedInputStream;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Messages of gRPC as bytes, which need be no protobuf. */
final class RawMessages implements MethodDescriptor.Marshaller<byte[]> {
  private static final int MOST = 32;

  private RawMessages() {}

  /** A method whose messages are bytes. */
  static MethodDescriptor<byte[], byte[]> of(MethodDescriptor<?, ?> method) {
    RawMessages bytes = new RawMessages();
    return MethodDescriptor.newBuilder(bytes, bytes)
        .setType(method.getType())
        .setFullMethodName(method.getFullMethodName())
        .build();
  }

  /** The messages of an input, each after its length; the rest is one more. */
  static List<byte[]> split(byte[] data) {
    List<byte[]> messages = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(data);
    try {
      while (!in.isAtEnd() && messages.size() < MOST) {
        int start = in.getTotalBytesRead();
        try {
          messages.add(in.readByteArray());
        } catch (IOException e) {
          messages.add(java.util.Arrays.copyOfRange(data, start, data.length));
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }

  @Override
  public InputStream stream(byte[] message) {
    return new ByteArrayInputStream(message);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
