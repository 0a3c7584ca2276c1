import { notFound } from "next/navigation";
import { Refusal } from "#server/platform/refusal.ts";

/** What the work answers; where it refuses with not_found, the page does not exist. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  }
}
