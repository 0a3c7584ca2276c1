-- Contrib module, trusted since PostgreSQL 13: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Titles and words as written ("simple"), longer text by its English stems. Separators become spaces because the
-- default parser would read "pull-request/review" as one file name. A generated column, because the engine that
-- applies migrations cuts a function's body at its semicolons.
ALTER TABLE "SearchEntry" ADD COLUMN "tsv" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple'::regconfig, regexp_replace("title", '[^[:alnum:]]+', ' ', 'g')), 'A') ||
  setweight(to_tsvector('simple'::regconfig, "words"), 'B') ||
  setweight(to_tsvector('english'::regconfig, "words"), 'C') ||
  setweight(to_tsvector('english'::regconfig, "body"), 'D')
) STORED;

-- CreateTable
CREATE TABLE "SearchWord" (
    "word" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "SearchWord_word_idx" ON "SearchWord" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchEntry_tsv_idx" ON "SearchEntry" USING GIN ("tsv");
