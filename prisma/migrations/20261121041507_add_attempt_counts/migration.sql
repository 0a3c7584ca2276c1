-- AlterTable
ALTER TABLE "EmailToken" ADD COLUMN     "browserHash" TEXT;

-- CreateTable
CREATE TABLE "AttemptCount" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AttemptCount_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "AttemptCount_lastAt_idx" ON "AttemptCount"("lastAt");
