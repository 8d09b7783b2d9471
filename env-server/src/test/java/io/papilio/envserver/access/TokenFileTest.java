package io.papilio.envserver.access;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  /** {@code printf secret | sha256sum}. */
  private static final String SECRET =
      "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("tokens"), "# clients\n\nalice " + SECRET + "\n");
  }

  @Test
  void aClientIsKnownByTheDigestOfItsToken() {
    TokenFile tokens = new TokenFile(file);
    assertEquals(Optional.of("alice"), tokens.clientOf("secret"));
    assertEquals(Optional.empty(), tokens.clientOf("Secret"));
  }

  @Test
  void anAddedClientIsKnownWithoutARestart() throws IOException {
    TokenFile tokens = new TokenFile(file);
    String token = TokenFile.add(file, "bob");
    touch(1);
    assertEquals(Optional.of("bob"), tokens.clientOf(token));
    assertEquals(Optional.of("alice"), tokens.clientOf("secret"));
    assertFalse(Files.readString(file).contains(token));
    assertInvalid("name", () -> TokenFile.add(file, "bob"));
  }

  @Test
  void aRemovedClientIsUnknownAndADamagedFileChangesNothing() throws IOException {
    TokenFile tokens = new TokenFile(file);
    Files.writeString(file, "bob secret\n", StandardOpenOption.APPEND);
    touch(1);
    assertEquals(Optional.of("alice"), tokens.clientOf("secret"));
    Files.writeString(file, "# nobody\n");
    touch(2);
    assertEquals(Optional.empty(), tokens.clientOf("secret"));
  }

  @Test
  void aLineThatIsNoClientIsRejectedWithoutShowingIt() throws IOException {
    Files.writeString(file, "bob secret\n", StandardOpenOption.APPEND);
    assertInvalid(file + ":4", () -> new TokenFile(file));
    assertInvalid("tokens", () -> new TokenFile(directory.resolve("absent")));
  }

  @Test
  void aNewFileIsReadableByItsOwnerAlone() throws IOException {
    Path made = directory.resolve("new");
    TokenFile.add(made, "carol");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
  }

  /** Two writes may fall into one tick of the file system's clock. */
  private void touch(int seconds) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() + 1000L * seconds));
  }
}
