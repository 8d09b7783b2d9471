package io.papilio.artifacts.tensorfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SafeTensorsTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("model.safetensors");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    TensorFile content = new TensorFile(tensors(), Map.of("sizes", "[2, 3]", "note", "\u00e9\n\""));
    SafeTensors.write(file, content);
    assertEquals(content, SafeTensors.read(file));
    SafeTensors.write(file, new TensorFile(Map.of()));
    assertEquals(new TensorFile(Map.of()), SafeTensors.read(file));
  }

  @Test
  void aFileIsTheDocumentedBytes() throws IOException {
    SafeTensors.write(file, new TensorFile(Map.of("a", Tensor.float32(new float[] {1, -2}))));
    byte[] header = json("{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}  ");
    ByteBuffer expected = ByteBuffer.allocate(8 + 56 + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(56).put(header).putFloat(1).putFloat(-2);
    assertArrayEquals(expected.array(), Files.readAllBytes(file));
  }

  @Test
  void everyTensorIsAlignedToItsElements() {
    SafeTensorsHeader header = SafeTensorsHeader.of(new TensorFile(tensors()));
    assertEquals(0, header.toJson().length % 8);
    for (SafeTensorsHeader.Entry entry : header.entries()) {
      assertEquals(0, entry.begin() % entry.dtype().bytes(), entry.name());
    }
  }

  @Test
  void elementsMayComeInAnyOrderAndTheHeaderMayEndInSpaces() throws IOException {
    put(
        "{'b':{'dtype':'U8','shape':[],'data_offsets':[2,3]},"
            + "'a':{'dtype':'U8','shape':[2,1],'data_offsets':[0,2]}}   ",
        new byte[] {1, 2, 3});
    Map<String, Tensor> tensors = SafeTensors.read(file).tensors();
    assertEquals(3, tensors.get("b").getLong(0));
    assertEquals(List.of(2, 1), tensors.get("a").shape());
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "broken-headers.txt",
      delimiter = '|',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void aBrokenHeaderIsRejectedWithItsReason(int bytes, String reason, String header)
      throws IOException {
    put(header, new byte[bytes]);
    assertRejected(reason.replace('\'', '"').replace('^', '\''));
  }

  @Test
  void aBrokenLengthIsRejectedWithItsReason() throws IOException {
    assertRejected("no such file (expected: a safetensors file)");
    Files.write(file, new byte[7]);
    assertRejected("7 bytes (expected: at least 8)");
    Files.write(file, new byte[8]);
    assertRejected("no header (expected: a JSON object)");
    Files.write(file, new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
    assertRejected("header of 3 bytes (expected: at most 2)");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
    assertRejected("header of 18446744073709551615 bytes (expected: at most 2)");
  }

  @Test
  void theNameOfTheMetadataIsNoTensorsName() {
    TensorFile content = new TensorFile(Map.of("__metadata__", Tensor.scalar(1)));
    assertThrows(InvalidValueException.class, () -> SafeTensors.write(file, content));
  }

  private static Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("flags", Tensor.bool(new boolean[] {true, false, true}));
    tensors.put("weight", Tensor.float32(new float[] {1, Float.NaN, -0f, 1e-42f}, 2, 2));
    tensors.put("step", Tensor.scalar(Long.MIN_VALUE));
    tensors.put("mean", Tensor.float64(new double[] {Math.PI, Double.NEGATIVE_INFINITY}));
    tensors.put("empty", Tensor.float32(new float[0], 0, 3));
    tensors.put("bytes", Tensor.wrap(DType.UINT8, List.of(1), ByteBuffer.allocate(1)));
    return tensors;
  }

  private void put(String header, byte[] elements) throws IOException {
    byte[] json = json(header);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + elements.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(elements);
    Files.write(file, bytes.array());
  }

  private void assertRejected(String reason) {
    var rejection = assertThrows(InvalidValueException.class, () -> SafeTensors.read(file));
    assertTrue(rejection.getMessage().startsWith(file + ": " + reason), rejection.getMessage());
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
