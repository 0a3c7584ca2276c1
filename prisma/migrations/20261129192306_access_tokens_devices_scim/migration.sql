-- CreateEnum
CREATE TYPE "DeviceGrantState" AS ENUM ('pending', 'approved', 'refused', 'spent');

-- AlterTable
ALTER TABLE "AccessToken" ADD COLUMN     "createdBy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "replacedBy" TEXT,
ADD COLUMN     "role" "OrgRole",
ADD COLUMN     "teamId" TEXT,
ADD COLUMN     "warnedAt" TIMESTAMP(3),
ALTER COLUMN "userId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "AccessTokenRule" (
    "id" TEXT NOT NULL DEFAULT 'portal',
    "maxDays" INTEGER NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AccessTokenRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeviceGrant" (
    "id" TEXT NOT NULL,
    "deviceCodeHash" TEXT NOT NULL,
    "userCodeHash" TEXT NOT NULL,
    "deviceName" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "scopes" TEXT[],
    "state" "DeviceGrantState" NOT NULL DEFAULT 'pending',
    "userId" TEXT,
    "orgId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "lastPolledAt" TIMESTAMP(3),
    "intervalSeconds" INTEGER NOT NULL DEFAULT 5,

    CONSTRAINT "DeviceGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScimToken" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "ScimToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScimUser" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "userName" TEXT NOT NULL,
    "userKey" TEXT NOT NULL,
    "externalId" TEXT,
    "isActive" BOOLEAN NOT NULL,
    "profile" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ScimUser_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScimGroup" (
    "teamId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "externalId" TEXT,
    "role" "OrgRole",
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ScimGroup_pkey" PRIMARY KEY ("teamId")
);

-- CreateIndex
CREATE UNIQUE INDEX "DeviceGrant_deviceCodeHash_key" ON "DeviceGrant"("deviceCodeHash");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceGrant_userCodeHash_key" ON "DeviceGrant"("userCodeHash");

-- CreateIndex
CREATE INDEX "DeviceGrant_expiresAt_idx" ON "DeviceGrant"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ScimToken_tokenHash_key" ON "ScimToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ScimToken_orgId_idx" ON "ScimToken"("orgId");

-- CreateIndex
CREATE UNIQUE INDEX "ScimUser_orgId_userId_key" ON "ScimUser"("orgId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "ScimUser_orgId_userKey_key" ON "ScimUser"("orgId", "userKey");

-- CreateIndex
CREATE UNIQUE INDEX "ScimUser_orgId_externalId_key" ON "ScimUser"("orgId", "externalId");

-- CreateIndex
CREATE INDEX "ScimGroup_orgId_idx" ON "ScimGroup"("orgId");

-- CreateIndex
CREATE UNIQUE INDEX "ScimGroup_orgId_externalId_key" ON "ScimGroup"("orgId", "externalId");

-- CreateIndex
CREATE INDEX "AccessToken_expiresAt_idx" ON "AccessToken"("expiresAt");

UPDATE "AccessToken" SET "createdBy" = "userId" WHERE "userId" IS NOT NULL AND "createdBy" = '';
