import { type ChannelCredentials, type ChannelOptions, credentials, Metadata } from "@grpc/grpc-js";

import { invalid } from "./errors.js";

/** How to reach a server. */
export interface Access {
  /** Sent as "authorization: Bearer TOKEN". */
  readonly token?: string;
  /** Connects by TLS; `rootCertificates` (PEM) where the server's is not publicly signed. */
  readonly tls?: boolean | { readonly rootCertificates: Buffer };
  /** Of gRPC, for example {"grpc.keepalive_time_ms": 20000}. */
  readonly channelOptions?: ChannelOptions;
}

export function credentialsOf(tls: Access["tls"]): ChannelCredentials {
  if (!tls) {
    return credentials.createInsecure();
  }
  return credentials.createSsl(tls === true ? null : tls.rootCertificates);
}

export function metadataOf(token: string | undefined): Metadata {
  const metadata = new Metadata();
  if (token !== undefined) {
    // gRPC's own error shows the token.
    if (!/^[ -~]+$/.test(token)) {
      throw invalid("token", "empty, or with a line break or another such character", "printable ASCII");
    }
    metadata.set("authorization", `Bearer ${token}`);
  }
  return metadata;
}
