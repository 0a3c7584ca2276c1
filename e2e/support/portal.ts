const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Where the portal under test is. Anything that is not this machine is refused: journeys sign up, publish and revoke. */
export function baseUrl(): string {
  const url = process.env.E2E_BASE_URL ?? "http://localhost:4000";
  requireLocal(url, "E2E_BASE_URL");
  const database = process.env.E2E_DATABASE_URL;
  if (database) requireLocal(database, "E2E_DATABASE_URL");
  return url.replace(/\/+$/, "");
}

function requireLocal(address: string, name: string): void {
  const { hostname } = new URL(address);
  if (!LOCAL.has(hostname))
    throw new Error(`${name} names ${hostname}; journeys run against this machine only.`);
}
