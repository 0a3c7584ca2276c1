export { DEFAULT_BRAND, findLogo, getBrand } from "./get-brand.ts";
export { updateBrand } from "./update-brand.ts";
