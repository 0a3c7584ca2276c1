-- AlterTable
ALTER TABLE "User" ADD COLUMN     "dormantMailAt" TIMESTAMP(3),
ADD COLUMN     "lastSeenAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "AccessReview" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "orgId" TEXT,
    "kinds" TEXT[],
    "reviewerIds" TEXT[],
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "AccessReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessReviewRow" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "userId" TEXT,
    "personName" TEXT NOT NULL,
    "orgId" TEXT,
    "orgName" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "byName" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMP(3),
    "decision" TEXT,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AccessReviewRow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AccessReview_startedAt_idx" ON "AccessReview"("startedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "AccessReviewRow_reviewId_kind_ref_key" ON "AccessReviewRow"("reviewId", "kind", "ref");

-- AddForeignKey
ALTER TABLE "AccessReviewRow" ADD CONSTRAINT "AccessReviewRow_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "AccessReview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- When people were last seen, as far as their sessions still tell.
UPDATE "User" u SET "lastSeenAt" = s.seen
FROM (SELECT "userId", max("lastSeenAt") AS seen FROM "Session" GROUP BY "userId") s
WHERE s."userId" = u.id;
