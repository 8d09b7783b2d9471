package io.papilio.protocol.codec;

import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.protocol.v1.Wrapper;
import java.util.List;

/** Wrappers by name. */
public final class WrapperCodec {
  private WrapperCodec() {}

  public static List<Wrapper> toProto(List<NamedWrapper> wrappers) {
    return wrappers.stream()
        .map(
            wrapper ->
                Wrapper.newBuilder()
                    .setName(wrapper.name())
                    .setOptions(OptionsCodec.toProto(wrapper.keywords()))
                    .build())
        .toList();
  }

  public static List<NamedWrapper> fromProto(List<Wrapper> wrappers) {
    return wrappers.stream()
        .map(
            wrapper ->
                new NamedWrapper(wrapper.getName(), OptionsCodec.fromProto(wrapper.getOptions())))
        .toList();
  }
}
