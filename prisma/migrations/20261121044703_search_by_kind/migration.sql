-- DropIndex
DROP INDEX "SearchEntry_apiId_idx";

-- CreateIndex
CREATE INDEX "SearchEntry_apiId_kind_idx" ON "SearchEntry"("apiId", "kind");

-- Entries arrive in bulk and are read at once: a list of pending ones would slow the reader.
ALTER INDEX "SearchEntry_tsv_idx" SET (fastupdate = off);
