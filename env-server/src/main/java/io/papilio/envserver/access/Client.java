package io.papilio.envserver.access;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Grpc;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/**
 * Who makes a call: the name of a token, else the subject of the client's certificate, else the IP
 * address that the connection comes from.
 *
 * @param name for limits and logs
 */
public record Client(String name) {
  /** Of calls that come on no connection, those of this process. */
  public static final Client LOCAL = new Client("local");

  private static final Context.Key<Client> KEY = Context.keyWithDefault("papilio-client", LOCAL);

  /** That of the call that is being set up on this thread. */
  public static Client ofThisCall() {
    return KEY.get();
  }

  /** The context of a call by this client. */
  Context context() {
    return Context.current().withValue(KEY, this);
  }

  /** The client of a connection, by certificate or address. */
  static Client of(Attributes connection) {
    SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    SocketAddress address = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return Optional.ofNullable(session)
        .flatMap(Client::subject)
        .or(() -> Optional.ofNullable(address).map(Client::host))
        .map(Client::new)
        .orElse(LOCAL);
  }

  private static Optional<String> subject(SSLSession session) {
    try {
      Principal subject = session.getPeerPrincipal();
      return Optional.of(
          subject instanceof X500Principal x500
              ? x500.getName(X500Principal.RFC2253)
              : subject.getName());
    } catch (SSLPeerUnverifiedException e) { // The server asked for no certificate.
      return Optional.empty();
    }
  }

  private static String host(SocketAddress address) {
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : address.toString();
  }
}
