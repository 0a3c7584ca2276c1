-- AlterTable
ALTER TABLE "DocOperation" ADD COLUMN     "callable" JSONB NOT NULL,
ADD COLUMN     "isWebhook" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "DocSchema" ADD COLUMN     "definition" JSONB NOT NULL,
ADD COLUMN     "refs" TEXT[];
