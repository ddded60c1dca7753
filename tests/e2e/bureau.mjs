// A bureau: its folder made by `anmiao demo`, its server, and the certificates it issues with openssl.
import { execFile } from "node:child_process";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ANMIAO, beside, ROOT } from "./world.mjs";

const run = promisify(execFile);

/**
 * A certificate as the school's key needs it: a signing leaf without extended key usage, with noRevAvail (RFC 9608), since
 * revoked certificates stand in the bureau's profile.
 */
const EXTENSIONS = `
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
2.5.29.56 = DER:05:00
`;

/** Makes a bureau in `folder`; with `live` its profile names a server that `serve` can start. */
export async function found(folder) {
  const bureau = new Bureau();
  bureau.folder = folder;
  await mkdir(folder, { recursive: true });
  const server = await bureau.serve();
  const made = await bureau.anmiao("demo", "--school", join(ROOT, "assets/sample/school.json"), "--out", folder, "--bureau", bureau.url);
  await server.end();
  if (made.code !== 0) throw new Error(`no demo: ${made.said}`);
  return bureau;
}

class Bureau {
  get keys() {
    return join(this.folder, "bureau");
  }

  get profile() {
    return join(this.keys, "profile.jws");
  }

  /** Starts the bureau's server, on the port it had before. */
  async serve(...options) {
    const port = this.url === undefined ? [] : ["--port", new URL(this.url).port];
    const server = await beside("node", [
      join(ROOT, "tests/bureau/server.mjs"), "--dir", this.folder, "--anmiao", ANMIAO, "--data", `${this.folder}.server`, "--with-parent", ...port, ...options,
    ]);
    this.url = JSON.parse(server.line).url;
    return server;
  }

  /** Runs the command line; gives back its exit code and what it said. */
  async anmiao(...args) {
    try {
      const { stdout } = await run(ANMIAO, args);
      return { code: 0, said: stdout };
    } catch (error) {
      if (typeof error.code !== "number") throw error;
      return { code: error.code, said: error.stdout + error.stderr };
    }
  }

  /** Issues a certificate for a request whose own signature openssl finds right. */
  async issue(request, certificate) {
    await run("openssl", ["req", "-in", request, "-noout", "-verify"]);
    const extensions = join(this.folder, "extensions.cnf");
    await writeFile(extensions, EXTENSIONS);
    await run("openssl", [
      "x509", "-req", "-in", request, "-CA", join(this.keys, "ca.pem"), "-CAkey", join(this.keys, "ca.key"), "-set_serial", "0x5A17",
      "-sha256", "-days", "1095", "-extfile", extensions, "-out", `${certificate}.new`,
    ]);
    await rename(`${certificate}.new`, certificate);
  }

  /** The fingerprint over the phone: the first 128 bits of SHA-256 over the CA's key, as eight groups of five digits. */
  async fingerprint() {
    const { stdout } = await run("bash", ["-c", `openssl x509 -in "$1" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum`, "-", join(this.keys, "ca.pem")]);
    return stdout.slice(0, 32).match(/..../g).map((group) => String(Number.parseInt(group, 16)).padStart(5, "0")).join(" ");
  }
}
