-- CreateEnum
CREATE TYPE "JoinMode" AS ENUM ('off', 'approval', 'at_once');

-- CreateEnum
CREATE TYPE "JoinRequestState" AS ENUM ('pending', 'approved', 'refused', 'withdrawn');

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "teamId" TEXT;

-- CreateTable
CREATE TABLE "TeamMember" (
    "teamId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TeamMember_pkey" PRIMARY KEY ("teamId","userId")
);

-- CreateTable
CREATE TABLE "OrganisationDomain" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "verifiedAt" TIMESTAMP(3),
    "joinMode" "JoinMode" NOT NULL DEFAULT 'off',
    "role" "OrgRole" NOT NULL DEFAULT 'developer',
    "teamId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "OrganisationDomain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JoinRequest" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "state" "JoinRequestState" NOT NULL DEFAULT 'pending',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Departure" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "OrgRole" NOT NULL,
    "joinedAt" TIMESTAMP(3) NOT NULL,
    "leftAt" TIMESTAMP(3) NOT NULL,
    "removedBy" TEXT,

    CONSTRAINT "Departure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TeamMember_orgId_userId_idx" ON "TeamMember"("orgId", "userId");

-- CreateIndex
CREATE INDEX "OrganisationDomain_domain_idx" ON "OrganisationDomain"("domain");

-- CreateIndex
CREATE UNIQUE INDEX "OrganisationDomain_orgId_domain_key" ON "OrganisationDomain"("orgId", "domain");

-- CreateIndex
CREATE INDEX "JoinRequest_orgId_state_createdAt_idx" ON "JoinRequest"("orgId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "JoinRequest_userId_idx" ON "JoinRequest"("userId");

-- CreateIndex
CREATE INDEX "Departure_orgId_leftAt_idx" ON "Departure"("orgId", "leftAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Team_id_orgId_key" ON "Team"("id", "orgId");

-- AddForeignKey
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_teamId_orgId_fkey" FOREIGN KEY ("teamId", "orgId") REFERENCES "Team"("id", "orgId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_orgId_userId_fkey" FOREIGN KEY ("orgId", "userId") REFERENCES "Membership"("orgId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationDomain" ADD CONSTRAINT "OrganisationDomain_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Departure" ADD CONSTRAINT "Departure_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever is a member already works in the organisation's first team.
INSERT INTO "TeamMember" ("teamId", "orgId", "userId", "createdAt")
SELECT t.id, m."orgId", m."userId", m."createdAt"
FROM "Membership" m
JOIN LATERAL (
  SELECT id FROM "Team" WHERE "orgId" = m."orgId" ORDER BY "createdAt", id LIMIT 1
) t ON TRUE;

-- Of several open invitations to one address, the newest lives.
UPDATE "Invitation" i SET "revokedAt" = CURRENT_TIMESTAMP
WHERE i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND EXISTS (
  SELECT 1 FROM "Invitation" n
  WHERE n."orgId" = i."orgId" AND n.email = i.email AND n."acceptedAt" IS NULL AND n."revokedAt" IS NULL
    AND (n."createdAt", n.id) > (i."createdAt", i.id)
);
CREATE UNIQUE INDEX "Invitation_open_key" ON "Invitation"("orgId", "email") WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL;

CREATE UNIQUE INDEX "OrganisationDomain_proven_key" ON "OrganisationDomain"("domain") WHERE "verifiedAt" IS NOT NULL;

CREATE UNIQUE INDEX "JoinRequest_pending_key" ON "JoinRequest"("orgId", "userId") WHERE "state" = 'pending';
