-- CreateEnum
CREATE TYPE "Listing" AS ENUM ('everybody', 'signed_in');

-- CreateEnum
CREATE TYPE "AccessState" AS ENUM ('pending', 'granted', 'refused', 'withdrawn', 'revoked', 'expired');

-- CreateEnum
CREATE TYPE "PublishingRole" AS ENUM ('owner', 'editor', 'reviewer');

-- AlterEnum
ALTER TYPE "Visibility" ADD VALUE 'on_request';

-- AlterTable
ALTER TABLE "Api" ADD COLUMN     "listing" "Listing" NOT NULL DEFAULT 'everybody';

-- CreateTable
CREATE TABLE "AccessRequest" (
    "id" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "state" "AccessState" NOT NULL DEFAULT 'pending',
    "requestedBy" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "expiresAt" TIMESTAMP(3),

    CONSTRAINT "AccessRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishingGrant" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "apiId" TEXT,
    "role" "PublishingRole" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "PublishingGrant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AccessRequest_orgId_idx" ON "AccessRequest"("orgId");

-- CreateIndex
CREATE INDEX "AccessRequest_state_expiresAt_idx" ON "AccessRequest"("state", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "AccessRequest_apiId_orgId_key" ON "AccessRequest"("apiId", "orgId");

-- CreateIndex
CREATE INDEX "PublishingGrant_apiId_idx" ON "PublishingGrant"("apiId");

-- CreateIndex
CREATE UNIQUE INDEX "PublishingGrant_orgId_userId_apiId_key" ON "PublishingGrant"("orgId", "userId", "apiId");

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishingGrant" ADD CONSTRAINT "PublishingGrant_orgId_userId_fkey" FOREIGN KEY ("orgId", "userId") REFERENCES "Membership"("orgId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishingGrant" ADD CONSTRAINT "PublishingGrant_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;
