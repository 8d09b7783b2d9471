import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Files of a self-signed certificate for localhost and of its private key, for the time of a test. */
export async function withCertificate(test: (certificate: string, key: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "papilio-tls-"));
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const algorithm = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const request = ["req", "-x509", "-nodes", "-days", "2", ...algorithm, ...subject];
  try {
    execFileSync("openssl", [...request, "-out", certificate, "-keyout", key], { stdio: "ignore" });
    await test(certificate, key);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
