-- AlterTable
ALTER TABLE "OrganisationDomain" ADD COLUMN     "checkedAt" TIMESTAMP(3),
ADD COLUMN     "missingSince" TIMESTAMP(3),
ADD COLUMN     "seenAt" TIMESTAMP(3);
