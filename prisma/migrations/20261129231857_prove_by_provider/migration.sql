-- AlterEnum
ALTER TYPE "SsoPurpose" ADD VALUE 'prove';
