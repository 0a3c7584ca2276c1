import { checkFeatures } from "./check.ts";
import { type Feature, VERSIONS, withOperation } from "./feature.ts";

const FEATURES: Feature[] = [
  {
    name: "a deprecated operation says so",
    versions: VERSIONS,
    document: (version) => withOperation(version, { summary: "List things", deprecated: true }),
    page: { operation: "listThings" },
    shows: ["List things", "Deprecated"],
  },
];

checkFeatures("Operations", FEATURES);
