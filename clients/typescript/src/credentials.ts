import { type ChannelCredentials, credentials, Metadata } from "@grpc/grpc-js";

import { invalid } from "./error.js";

/** Whether to connect by TLS; `rootCertificates` (PEM) for servers whose certificate no public authority signed. */
export type Tls = boolean | { readonly rootCertificates: Buffer };

export function channelCredentials(tls: Tls): ChannelCredentials {
  if (tls === false) {
    return credentials.createInsecure();
  }
  return credentials.createSsl(tls === true ? null : tls.rootCertificates);
}

/** The metadata of every call. */
export function callMetadata(token: string | undefined): Metadata {
  const metadata = new Metadata();
  if (token !== undefined) {
    // Checked here because gRPC's own error shows the token.
    if (!/^[ -~]+$/.test(token)) {
      throw invalid("token", "empty, or with a line break or other special character", "printable ASCII");
    }
    metadata.set("authorization", `Bearer ${token}`);
  }
  return metadata;
}
