interface Scheme {
  name: string;
  type: string;
  in?: string;
  parameterName?: string;
}

interface Alternative {
  schemes: readonly { name: string }[];
}

/** Where the portal's own gateways take a key. */
const USUAL = { in: "header", name: "X-API-Key" };

/** Where a document has its API key sent, which the sandbox takes, too; the portal's own header where it names none. */
export function keyPlaceOf(
  security: readonly Alternative[],
  schemes: readonly Scheme[],
): { in: string; name: string } {
  for (const { name } of security.flatMap((alternative) => alternative.schemes)) {
    const scheme = schemes.find((one) => one.name === name);
    if (scheme?.type === "apiKey" && scheme.in && scheme.parameterName)
      return { in: scheme.in, name: scheme.parameterName };
  }
  return USUAL;
}
