import { checkFeatures } from "./check.ts";
import { EXAMPLES, ORDER, REFERENCES, WORDS } from "./further-features.ts";

checkFeatures("Order", ORDER);
checkFeatures("References", REFERENCES);
checkFeatures("Examples", EXAMPLES);
checkFeatures("Words", WORDS);
