import { type ChannelCredentials, credentials, Metadata } from "@grpc/grpc-js";

import { invalid } from "./error.js";

/**
 * Whether to connect by TLS; in PEM, `rootCertificates` for servers whose certificate no public authority signed,
 * `certificate` and `privateKey` for servers that ask who the client is.
 */
export type Tls =
  | boolean
  | { readonly rootCertificates: Buffer }
  | { readonly rootCertificates?: Buffer; readonly certificate: Buffer; readonly privateKey: Buffer };

export function channelCredentials(tls: Tls): ChannelCredentials {
  if (tls === false) {
    return credentials.createInsecure();
  }
  if (tls === true) {
    return credentials.createSsl();
  }
  return "certificate" in tls
    ? credentials.createSsl(tls.rootCertificates, tls.privateKey, tls.certificate)
    : credentials.createSsl(tls.rootCertificates);
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
