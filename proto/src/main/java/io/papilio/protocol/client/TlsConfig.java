package io.papilio.protocol.client;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An encrypted connection.
 *
 * @param rootCertificates PEM file of what may have signed the server's certificate; absent means
 *     what the Java runtime trusts
 * @param identity how the client proves who it is, where the server asks for a certificate
 */
public record TlsConfig(Optional<Path> rootCertificates, Optional<Identity> identity) {
  /** PEM files of a certificate and its private key. */
  public record Identity(Path certificate, Path key) {}

  /**
   * @throws InvalidValueException when a file cannot be read
   */
  private ChannelCredentials credentials() {
    TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
    try {
      if (rootCertificates.isPresent()) {
        builder.trustManager(rootCertificates.get().toFile());
      }
    } catch (IOException e) {
      throw new InvalidValueException(
          "tls_roots", rootCertificates.get(), "a readable PEM file of certificates");
    }
    if (identity.isPresent()) {
      Identity own = identity.get();
      try {
        builder.keyManager(own.certificate().toFile(), own.key().toFile());
      } catch (IOException e) {
        throw unreadable(own);
      }
    }
    return builder.build();
  }

  /** A builder of connections to a server. */
  NettyChannelBuilder channel(String target) {
    ChannelCredentials credentials = credentials();
    try {
      return NettyChannelBuilder.forTarget(target, credentials);
    } catch (IllegalArgumentException e) { // It reads the key only now.
      throw identity.map(TlsConfig::unreadable).orElseThrow(() -> e);
    }
  }

  private static InvalidValueException unreadable(Identity own) {
    return new InvalidValueException(
        "tls_certificate",
        own.certificate() + " with " + own.key(),
        "readable PEM files of a certificate and its key");
  }
}
