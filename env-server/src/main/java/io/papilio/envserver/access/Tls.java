package io.papilio.envserver.access;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.File;
import java.io.IOException;

/** Encryption of all connections; none without a certificate. */
public record Tls(
    @Setting(value = "PEM file of the server's certificate; enables TLS", name = "tls-certificate")
        String certificate,
    @Setting(value = "PEM file of the certificate's private key", name = "tls-key") String key,
    @Setting(
            value = "PEM file of the authorities whose certificates clients must present",
            name = "tls-client-ca")
        String clientCa) {
  public Tls {
    if (certificate.isEmpty()) {
      Require.that(key.isEmpty(), "key", key, "a certificate as well");
      Require.that(clientCa.isEmpty(), "client_ca", clientCa, "a certificate of the server too");
    } else {
      Require.that(!key.isEmpty(), "key", "nothing", "the key of the certificate");
    }
  }

  public boolean isOn() {
    return !certificate.isEmpty();
  }

  /**
   * Reads the files.
   *
   * @throws InvalidValueException naming the file that cannot be read
   */
  public ServerCredentials credentials() {
    TlsServerCredentials.Builder builder = TlsServerCredentials.newBuilder();
    try {
      builder.keyManager(new File(certificate), new File(key));
    } catch (IOException e) {
      throw unreadable();
    }
    if (!clientCa.isEmpty()) {
      try {
        builder.trustManager(new File(clientCa));
      } catch (IOException e) {
        throw new InvalidValueException(
            "tls_client_ca", clientCa, "a readable PEM file of certificates");
      }
      builder.clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
    }
    return builder.build();
  }

  /** What gRPC finds out only when it begins to listen. */
  public InvalidValueException unreadable() {
    return new InvalidValueException(
        "tls_certificate",
        certificate + " with " + key,
        "readable PEM files of a certificate and its key");
  }
}
