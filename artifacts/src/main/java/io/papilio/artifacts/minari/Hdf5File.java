package io.papilio.artifacts.minari;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import io.papilio.artifacts.minari.Hdf5Messages.Message;
import io.papilio.core.space.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * An HDF5 file that is being written, one object after the other: children before the group that
 * they are in, and the root last. Nothing but the addresses of a group's children is held in
 * memory.
 *
 * <p>Source: HDF5 File Format Specification 3.0: superblock version 2 (II.A), object headers
 * version 2 (IV.A.1.b), compact groups, contiguous data.
 */
final class Hdf5File implements AutoCloseable {
  private static final int SUPERBLOCK_BYTES = 48;

  private final FileChannel channel;
  private long end = SUPERBLOCK_BYTES;

  Hdf5File(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Writes an array; returns its address. */
  long array(Tensor tensor) throws IOException {
    long bytes = tensor.bytes().remaining();
    long data = bytes == 0 ? Hdf5Messages.UNDEFINED : append(tensor.bytes());
    return object(
        List.of(
            Hdf5Messages.dataspace(tensor.shape()),
            Hdf5Messages.datatype(tensor.dtype()),
            Hdf5Messages.fillValue(),
            Hdf5Messages.contiguous(data, bytes)));
  }

  /** Writes a group; returns its address. */
  long group(SortedMap<String, Long> children, Map<String, Long> attributes) throws IOException {
    List<Message> messages =
        new ArrayList<>(List.of(Hdf5Messages.linkInfo(), Hdf5Messages.groupInfo()));
    attributes.forEach((name, value) -> messages.add(Hdf5Messages.attribute(name, value)));
    children.forEach((name, address) -> messages.add(Hdf5Messages.link(name, address)));
    return object(messages);
  }

  /** Writes what makes all that was written a file, and forces it to the disk. */
  void finish(long root) throws IOException {
    ByteBuffer block = Hdf5Messages.allocate(SUPERBLOCK_BYTES);
    block.put("\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    // Version, size of addresses, size of lengths, flags.
    block.put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
    // The base address, no extension, the end, the root.
    block.putLong(0).putLong(Hdf5Messages.UNDEFINED).putLong(end).putLong(root);
    write(sealed(block), 0);
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private long object(List<Message> messages) throws IOException {
    int bytes = messages.stream().mapToInt(Message::bytes).reduce(0, Math::addExact);
    ByteBuffer header = Hdf5Messages.allocate(Math.addExact(14, bytes));
    header.put("OHDR".getBytes(StandardCharsets.US_ASCII));
    // Version 2; the size that follows has 2^2 bytes.
    header.put((byte) 2).put((byte) 2).putInt(bytes);
    messages.forEach(message -> message.write(header));
    return append(sealed(header));
  }

  /** Puts the checksum behind the rest. */
  private static ByteBuffer sealed(ByteBuffer block) {
    byte[] bytes = new byte[block.position()];
    block.flip().get(bytes);
    block.limit(block.capacity());
    return block.putInt(JenkinsLookup3HashLittle.hash(bytes)).flip();
  }

  private long append(ByteBuffer bytes) throws IOException {
    long address = end;
    end += bytes.remaining();
    write(bytes, address);
    return address;
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
