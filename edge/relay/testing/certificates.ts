import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

interface Pair {
  key: string;
  cert: string;
}

/** Makes certificates with openssl, in a folder of its own. */
export class CertificateMaker {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "portico-certificates-"));

  /** An authority, or whatever signs itself. */
  selfSigned(name: string): Pair {
    const [key, cert] = this.#paths(name);
    this.#run("req", "-x509", ...this.#newKey(key, name), "-days", "30", "-out", cert, ...this.#names(name));
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  }

  /** Signed by an authority made before; with a negative number of days it has run out. */
  signedBy(authority: string, name: string, days = 30): Pair {
    const [key, cert] = this.#paths(name);
    const [request, extensions] = [`${cert}.csr`, `${cert}.ext`];
    this.#run("req", ...this.#newKey(key, name), "-out", request);
    writeFileSync(extensions, `subjectAltName=DNS:${name}`);
    const [caKey, caCert] = this.#paths(authority);
    const by = ["-CA", caCert, "-CAkey", caKey, "-CAcreateserial", "-extfile", extensions];
    this.#run("x509", "-req", "-in", request, "-out", cert, "-days", String(days), ...by);
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #paths(name: string): [key: string, cert: string] {
    return [path.join(this.#folder, `${name}.key`), path.join(this.#folder, `${name}.pem`)];
  }

  #newKey(key: string, name: string): string[] {
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key];
    return [...curve, "-subj", `/CN=${name}`];
  }

  #names(name: string): string[] {
    return ["-addext", `subjectAltName=DNS:${name}`];
  }

  #run(...args: string[]): void {
    execFileSync("openssl", args, { stdio: "pipe" });
  }
}
