package io.papilio.envserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for localhost that signs itself, made by the JDK's keytool.
 *
 * @param certificate PEM file
 * @param key PEM file
 */
record SelfSigned(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  static SelfSigned in(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String arguments =
        " -genkeypair -alias a -keyalg EC -validity 2 -dname CN=localhost"
            + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass "
            + PASSWORD;
    ProcessBuilder process = new ProcessBuilder((keytool + arguments).split(" "));
    process.command().addAll(java.util.List.of("-keystore", store.toString()));
    int code = process.redirectErrorStream(true).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("keytool: " + code + " (expected: 0)");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    Key key = keys.getKey("a", PASSWORD.toCharArray());
    return new SelfSigned(
        pem(
            directory.resolve("certificate.pem"),
            "CERTIFICATE",
            keys.getCertificate("a").getEncoded()),
        pem(directory.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()));
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
