import { SearchBox } from "#components/shell/search-box.tsx";
import { currentBrand } from "../_parts/brand.ts";

export default async function HomePage() {
  const { tagline } = await currentBrand();
  return (
    <div className="max-w-2xl py-8">
      <h1 className="text-3xl">{tagline}</h1>
      <div className="mt-6">
        <SearchBox size="large" hasFocus />
      </div>
    </div>
  );
}
