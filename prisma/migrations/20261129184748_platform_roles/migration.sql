-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "PlatformRole" ADD VALUE 'moderator';
ALTER TYPE "PlatformRole" ADD VALUE 'auditor';
ALTER TYPE "PlatformRole" ADD VALUE 'access_manager';

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "viewAsId" TEXT;

-- CreateTable
CREATE TABLE "ViewAs" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "viewerId" TEXT NOT NULL,
    "subjectId" TEXT,
    "orgId" TEXT,
    "orgRole" "OrgRole",
    "platformRole" "PlatformRole",
    "isReadOnly" BOOLEAN NOT NULL DEFAULT true,
    "reason" TEXT NOT NULL DEFAULT '',
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "ViewAs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ViewAs_viewerId_startedAt_idx" ON "ViewAs"("viewerId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "ViewAs_subjectId_startedAt_idx" ON "ViewAs"("subjectId", "startedAt" DESC);
