package io.papilio.learner.text;

import io.papilio.core.provenance.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * What is in a corpus.
 *
 * @param digest of the documents in UTF-8, each followed by a zero byte
 * @param characters every character, by code point
 */
public record CorpusSummary(int documents, Digest digest, String characters) {
  /** Reads a corpus once. */
  public static CorpusSummary of(TextCorpus corpus) {
    MessageDigest algorithm = sha256();
    int[] documents = {0};
    TreeSet<Integer> characters = new TreeSet<>();
    corpus.forEach(
        document -> {
          documents[0]++;
          algorithm.update(document.getBytes(StandardCharsets.UTF_8));
          algorithm.update((byte) 0);
          document.codePoints().distinct().forEach(characters::add);
        });
    StringBuilder all = new StringBuilder();
    characters.forEach(all::appendCodePoint);
    Digest digest = new Digest(HexFormat.of().formatHex(algorithm.digest()));
    return new CorpusSummary(documents[0], digest, all.toString());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
