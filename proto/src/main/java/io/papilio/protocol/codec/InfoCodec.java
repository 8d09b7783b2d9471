package io.papilio.protocol.codec;

import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.VectorInfo;
import io.papilio.protocol.v1.Info;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Info columns. */
public final class InfoCodec {
  private InfoCodec() {}

  public static Info toProto(VectorInfo info) {
    Info.Builder message = Info.newBuilder();
    info.columns().forEach((name, column) -> message.addColumns(toProto(name, column)));
    return message.build();
  }

  public static VectorInfo fromProto(Info info) {
    if (info.getColumnsCount() == 0) {
      return VectorInfo.EMPTY;
    }
    Map<String, VectorInfo.Column> columns = new LinkedHashMap<>();
    for (Info.Column column : info.getColumnsList()) {
      Tensor values = TensorCodec.fromProto(column.getValues());
      Require.that(!values.shape().isEmpty(), column.getName(), "a scalar", "shape [n, ...]");
      Tensor present =
          column.hasPresent()
              ? TensorCodec.fromProto(column.getPresent())
              : everywhere(values.shape().get(0));
      columns.put(column.getName(), new VectorInfo.Column(values, present));
    }
    return new VectorInfo(columns);
  }

  private static Info.Column toProto(String name, VectorInfo.Column column) {
    Info.Column.Builder message =
        Info.Column.newBuilder().setName(name).setValues(TensorCodec.toProto(column.values()));
    if (!column.present().equals(everywhere(column.present().size()))) {
      message.setPresent(TensorCodec.toProto(column.present()));
    }
    return message.build();
  }

  private static Tensor everywhere(int size) {
    boolean[] present = new boolean[size];
    Arrays.fill(present, true);
    return Tensor.bool(present);
  }
}
