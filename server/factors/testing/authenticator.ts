import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

const FLAGS = { userPresent: 1, userVerified: 4, hasKey: 64 };

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const base64url = (data: Uint8Array | string) => Buffer.from(data).toString("base64url");

interface Ceremony {
  challenge: string;
  origin?: string;
  rpID?: string;
  isVerified?: boolean;
}

/** An authenticator in software: makes one passkey and answers with it, right or wrong in whichever way a test wants. */
export function makeAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const state = { counter: 0 };

  function authData({ rpID = "localhost", isVerified = true }: Ceremony, more: Uint8Array[] = []): Buffer {
    const flags =
      FLAGS.userPresent | (isVerified ? FLAGS.userVerified : 0) | (more.length ? FLAGS.hasKey : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(state.counter);
    return Buffer.concat([sha256(rpID), Buffer.from([flags]), counter, ...more]);
  }

  function clientData(type: string, { challenge, origin = "http://localhost:4000" }: Ceremony): string {
    return JSON.stringify({ type, challenge, origin, crossOrigin: false });
  }

  function coseKey(): Uint8Array {
    const { x, y } = publicKey.export({ format: "jwk" });
    const point = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? "", "base64url"));
    return isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]),
    );
  }

  return {
    state,
    create(ceremony: Ceremony) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authData(ceremony, [Buffer.alloc(16), length, id, coseKey()]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Map<string, never> | Uint8Array>([
          ["fmt", "none"],
          ["attStmt", new Map<string, never>()],
          ["authData", new Uint8Array(data)],
        ]),
      );
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", ceremony)),
          attestationObject: base64url(attestation),
          transports: ["internal"],
        },
      };
    },
    get(ceremony: Ceremony & { userId?: string }) {
      const client = clientData("webauthn.get", ceremony);
      const data = authData(ceremony);
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)),
          ...(ceremony.userId === undefined ? {} : { userHandle: base64url(ceremony.userId) }),
        },
      };
    },
  };
}
