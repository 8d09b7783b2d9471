package io.papilio.envserver.access;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of clients: a line {@code NAME SHA256} each, where SHA256 is the digest of the client's
 * token in hexadecimal digits; lines that begin with {@code #} are comments. Tokens are 256 random
 * bits, so that a plain digest cannot be guessed back. The file is read again when it has changed;
 * a change that is no token file is logged and leaves the clients as they were.
 */
public final class TokenFile {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final int TOKEN_BYTES = 32;
  private static final int DIGEST_DIGITS = 64;
  private static final String NAME = "[A-Za-z0-9._@-]{1,64}";

  private final Path file;
  private Map<String, byte[]> digests;
  private FileTime read;

  /**
   * Reads a file.
   *
   * @throws InvalidValueException naming the line that is not {@code NAME SHA256}
   */
  public TokenFile(Path file) {
    this.file = file;
    this.read = modified();
    this.digests = parse();
  }

  /** The name of the client with this token; empty for a token that nobody has. */
  public synchronized Optional<String> clientOf(String token) {
    reload();
    byte[] digest = sha256(token);
    Optional<String> found = Optional.empty();
    // All are compared, in constant time each, so that the time says nothing.
    for (Map.Entry<String, byte[]> client : digests.entrySet()) {
      if (MessageDigest.isEqual(client.getValue(), digest)) {
        found = Optional.of(client.getKey());
      }
    }
    return found;
  }

  /**
   * Adds a client with a new token to a file, which is made where it does not exist.
   *
   * @return the token, which is written nowhere
   * @throws InvalidValueException when there is a client of this name
   */
  public static String add(Path file, String name) {
    Require.that(name.matches(NAME), "name", name, "1 to 64 letters, digits and ._@-");
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    String line = name + " " + HexFormat.of().formatHex(sha256(token)) + "\n";
    try {
      if (Files.exists(file)) {
        boolean unknown = !new TokenFile(file).digests.containsKey(name);
        Require.that(unknown, "name", name, "one that " + file + " does not have");
      } else {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
    return token;
  }

  private void reload() {
    FileTime now = modified();
    try {
      if (!now.equals(read)) {
        read = now;
        digests = parse();
        LOG.info("{} was read again: {} clients", file, digests.size());
      }
    } catch (InvalidValueException e) {
      LOG.warn("the clients stay as they were: {}", e.getMessage());
    }
  }

  private FileTime modified() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // Reading it says what is wrong.
    }
  }

  private Map<String, byte[]> parse() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new InvalidValueException("tokens", file, "a readable file of clients and digests");
    }
    Map<String, byte[]> parsed = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String place = file + ":" + (i + 1);
        String[] words = line.split("\\s+", -1);
        // Not the line itself, which may be a token.
        Require.that(
            words.length == 2
                && words[0].matches(NAME)
                && words[1].matches("[0-9a-f]{" + DIGEST_DIGITS + "}"),
            place,
            words.length + " words",
            "NAME SHA256, in " + DIGEST_DIGITS + " hexadecimal digits");
        Require.that(
            parsed.put(words[0], HexFormat.of().parseHex(words[1])) == null,
            place,
            words[0],
            "a name that no line above has");
      }
    }
    return parsed;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java runtime has it.
    }
  }
}
