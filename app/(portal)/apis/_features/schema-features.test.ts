import { checkFeatures } from "./check.ts";
import { type Feature, VERSIONS, withSchemas } from "./feature.ts";

const FEATURES: Feature[] = [
  {
    name: "enum values are listed",
    versions: VERSIONS,
    document: (version) => withSchemas(version, { Colour: { type: "string", enum: ["red", "green"] } }),
    page: { schema: "Colour" },
    shows: ["red", "green"],
  },
];

checkFeatures("Schemas", FEATURES);
