package io.papilio.protocol.client;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An encrypted connection.
 *
 * @param rootCertificates PEM file of what may have signed the server's certificate; absent means
 *     what the Java runtime trusts
 */
public record TlsConfig(Optional<Path> rootCertificates) {
  /**
   * @throws InvalidValueException when the file cannot be read
   */
  ChannelCredentials credentials() {
    TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
    try {
      if (rootCertificates.isPresent()) {
        builder.trustManager(rootCertificates.get().toFile());
      }
    } catch (IOException e) {
      throw new InvalidValueException(
          "tls_roots", rootCertificates.get(), "a readable PEM file of certificates");
    }
    return builder.build();
  }
}
