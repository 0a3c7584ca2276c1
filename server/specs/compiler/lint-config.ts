import { type Config, createConfig } from "@redocly/openapi-core";

type RawConfig = Parameters<typeof createConfig>[0];

/** Its description of 3.2's device flow names a type that it does not have, and every check ends there. */
const MENDED_TYPES = {
  id: "mended",
  typeExtension: {
    oas3: (types: Record<string, object>, version: string) =>
      version === "oas3_2" ? { ...types, DeviceAuthorization: deviceFlow(types.DeviceAuthorization) } : types,
  },
};

function deviceFlow(type: object = {}): object {
  const known = "properties" in type && typeof type.properties === "object" ? type.properties : {};
  return {
    ...type,
    properties: { ...known, scopes: { type: "object", additionalProperties: { type: "string" } } },
  };
}

/** Settings of the linter and the bundler. */
export function lintConfig(raw: Exclude<RawConfig, string>): Promise<Config> {
  return createConfig({ ...raw, plugins: [MENDED_TYPES] });
}
