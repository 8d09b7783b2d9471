import { X509Certificate } from "node:crypto";
import { type ChannelCredentials, type ChannelOptions, credentials } from "@grpc/grpc-js";

import { checkKeys, described, isPlainObject } from "./arguments.js";
import { invalid } from "./errors.js";

/** Whether to connect by TLS, and which certificates (PEM) to trust. */
export type Tls = boolean | { readonly rootCertificates: Buffer };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

export function credentialsOf(tls: Tls | undefined): ChannelCredentials {
  if (tls === undefined || tls === false) {
    return credentials.createInsecure();
  }
  if (tls === true) {
    return credentials.createSsl();
  }
  if (!isPlainObject(tls)) {
    throw invalid("tls", described(tls), "true, false or {rootCertificates}");
  }
  checkKeys("tls", tls, ["rootCertificates"]);
  checkCertificates(tls.rootCertificates);
  return credentials.createSsl(tls.rootCertificates);
}

/** gRPC takes other bytes, and then finds no server. */
function checkCertificates(given: unknown): void {
  const name = "tls.rootCertificates";
  if (!Buffer.isBuffer(given)) {
    throw invalid(name, described(given), "a Buffer of PEM certificates");
  }
  const certificates = given.toString("latin1").match(CERTIFICATE);
  if (certificates === null) {
    throw invalid(name, `${given.length} bytes without a certificate`, "PEM certificates");
  }
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate);
    } catch {
      throw invalid(name, "what is no certificate between its lines", "PEM certificates");
    }
  }
}

export function checkChannelOptions(options: ChannelOptions): void {
  if (!isPlainObject(options)) {
    throw invalid("channelOptions", described(options), 'an object, for example {"grpc.keepalive_time_ms": 20000}');
  }
}
