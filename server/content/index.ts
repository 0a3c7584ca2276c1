export { DEFAULT_BRAND, findLogo, getBrand } from "./get-brand.ts";
export { listGuides } from "./list-guides.ts";
export { updateBrand } from "./update-brand.ts";
