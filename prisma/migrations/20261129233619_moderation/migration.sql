-- AlterTable
ALTER TABLE "App" ADD COLUMN     "suspendReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "suspendedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Api" ADD COLUMN     "stopReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stoppedAt" TIMESTAMP(3);
