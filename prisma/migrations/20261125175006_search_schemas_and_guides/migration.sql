-- AlterTable
ALTER TABLE "Api" ADD COLUMN     "searchEdition" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Version" ADD COLUMN     "searchEdition" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "SearchText" (
    "entryId" TEXT NOT NULL,
    "tsv" tsvector,

    CONSTRAINT "SearchText_pkey" PRIMARY KEY ("entryId")
);

-- What was searchable stays so. The worker adds schemas and guides: it looks for entries of an older edition.
INSERT INTO "SearchText" ("entryId", "tsv") SELECT "id", "tsv" FROM "SearchEntry";

-- AlterTable
ALTER TABLE "SearchEntry" ADD COLUMN "names" tsvector;
ALTER TABLE "SearchEntry" RENAME COLUMN "operationKey" TO "key";
UPDATE "SearchEntry" SET "names" =
  setweight(to_tsvector('simple', regexp_replace("title", '[^[:alnum:]]+', ' ', 'g')), 'A') ||
  setweight(to_tsvector('simple', "words"), 'B') ||
  setweight(to_tsvector('english', "words"), 'C');

-- DropIndex
DROP INDEX "SearchEntry_tsv_idx";

-- AlterTable
ALTER TABLE "SearchEntry" DROP COLUMN "tsv", DROP COLUMN "words", DROP COLUMN "body";

-- Entries arrive in bulk and are read at once: a list of pending ones would slow the reader.
-- CreateIndex
CREATE INDEX "SearchText_tsv_idx" ON "SearchText" USING GIN ("tsv") WITH (fastupdate = off);

-- CreateIndex
CREATE INDEX "SearchEntry_names_idx" ON "SearchEntry" USING GIN ("names") WITH (fastupdate = off);

-- The few among the many: a word that half of all operations have must not hide the one API or schema of that name.
CREATE INDEX "SearchEntry_places_idx" ON "SearchEntry" USING GIN ("names") WITH (fastupdate = off) WHERE "kind" IN ('api', 'guide');
CREATE INDEX "SearchEntry_schemas_idx" ON "SearchEntry" USING GIN ("names") WITH (fastupdate = off) WHERE "kind" = 'schema';

-- Beginnings of titles, paths and words, whatever the database's collation.
CREATE INDEX "SearchEntry_title_idx" ON "SearchEntry" (lower("title") text_pattern_ops);
CREATE INDEX "SearchEntry_path_idx" ON "SearchEntry" (lower("path") text_pattern_ops);
CREATE INDEX "SearchWord_beginning_idx" ON "SearchWord" ("word" text_pattern_ops);

-- AddForeignKey
ALTER TABLE "SearchText" ADD CONSTRAINT "SearchText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "SearchEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
