-- AlterTable
ALTER TABLE "ScimToken" ADD COLUMN     "warnedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "ScimUser" ADD COLUMN     "email" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "groupRole" "OrgRole",
ALTER COLUMN "userId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "ScimGroupMember" (
    "teamId" TEXT NOT NULL,
    "scimUserId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ScimGroupMember_pkey" PRIMARY KEY ("teamId","scimUserId")
);

-- CreateIndex
CREATE INDEX "ScimGroupMember_scimUserId_idx" ON "ScimGroupMember"("scimUserId");

-- CreateIndex
CREATE INDEX "ScimUser_orgId_email_idx" ON "ScimUser"("orgId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "ScimUser_id_orgId_key" ON "ScimUser"("id", "orgId");

-- CreateIndex
CREATE UNIQUE INDEX "ScimGroup_teamId_orgId_key" ON "ScimGroup"("teamId", "orgId");

-- AddForeignKey
ALTER TABLE "ScimToken" ADD CONSTRAINT "ScimToken_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimUser" ADD CONSTRAINT "ScimUser_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimUser" ADD CONSTRAINT "ScimUser_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroup" ADD CONSTRAINT "ScimGroup_teamId_orgId_fkey" FOREIGN KEY ("teamId", "orgId") REFERENCES "Team"("id", "orgId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroupMember" ADD CONSTRAINT "ScimGroupMember_teamId_orgId_fkey" FOREIGN KEY ("teamId", "orgId") REFERENCES "ScimGroup"("teamId", "orgId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroupMember" ADD CONSTRAINT "ScimGroupMember_scimUserId_orgId_fkey" FOREIGN KEY ("scimUserId", "orgId") REFERENCES "ScimUser"("id", "orgId") ON DELETE CASCADE ON UPDATE CASCADE;
