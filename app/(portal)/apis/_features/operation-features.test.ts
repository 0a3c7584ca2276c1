import { checkFeatures } from "./check.ts";
import { DOCUMENTS } from "./document-features.ts";
import { ANSWERS, BODIES, STANDING, STYLES } from "./operation-features.ts";

checkFeatures("Parameters", STYLES);
checkFeatures("Bodies", BODIES);
checkFeatures("Answers and callbacks", ANSWERS);
checkFeatures("Operations", STANDING);
checkFeatures("Documents", DOCUMENTS);
