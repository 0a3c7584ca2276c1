-- Contrib module, trusted since PostgreSQL 13: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- AlterTable
ALTER TABLE "SearchEntry" ADD COLUMN     "tsv" tsvector;

-- CreateTable
CREATE TABLE "SearchWord" (
    "word" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "SearchWord_word_idx" ON "SearchWord" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchEntry_tsv_idx" ON "SearchEntry" USING GIN ("tsv");

-- Titles and words as written ("simple"), longer text by its English stems. Separators become spaces because the
-- default parser would read "pull-request/review" as one file name.
CREATE FUNCTION "search_entry_tsv"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."tsv" :=
    setweight(to_tsvector('simple'::regconfig, regexp_replace(NEW."title", '[^[:alnum:]]+', ' ', 'g')), 'A') ||
    setweight(to_tsvector('simple'::regconfig, NEW."words"), 'B') ||
    setweight(to_tsvector('english'::regconfig, NEW."words"), 'C') ||
    setweight(to_tsvector('english'::regconfig, NEW."body"), 'D');
  RETURN NEW;
END
$$;

CREATE TRIGGER "search_entry_tsv" BEFORE INSERT OR UPDATE OF "title", "words", "body" ON "SearchEntry"
  FOR EACH ROW EXECUTE FUNCTION "search_entry_tsv"();
