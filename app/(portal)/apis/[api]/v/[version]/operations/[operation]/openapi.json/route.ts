export { operationJsonRoute as GET } from "../../../_parts/source.ts";
