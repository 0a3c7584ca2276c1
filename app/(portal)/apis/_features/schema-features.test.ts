import { checkFeatures } from "./check.ts";
import { DIRECTION_FEATURES } from "./direction-features.ts";
import { COMPOSITION_FEATURES, STRUCTURE_FEATURES, VALUE_FEATURES } from "./schema-features.ts";

checkFeatures("Values", VALUE_FEATURES);
checkFeatures("Objects and lists", STRUCTURE_FEATURES);
checkFeatures("Composition", COMPOSITION_FEATURES);
checkFeatures("Directions", DIRECTION_FEATURES);
