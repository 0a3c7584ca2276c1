import { z } from "zod";
import { type TemplateName, templates } from "../templates.ts";

/** What stands in a template's fields to look at a mail; long enough to show where it breaks. */
const WORDS: Record<string, string> = {
  email: "a-newcomer-with-a-long-address@department.travellers.example",
  newEmail: "ada.lindqvist@northline.example",
  orgName: "Northline Rail Data and Timetables",
  about: "Stations and Platforms",
  inviter: "Ada Lindqvist",
  person: "Ada Lindqvist",
  by: "Grace Okafor",
  name: "Ada Lindqvist",
  role: "developer",
  device: "Firefox on Linux",
  deviceName: "laptop-of-ada",
  address: "203.0.113.7",
  what: "An authenticator app",
  reason: "We build a departure board for three stations.\nIt asks once a minute.",
  answer: "Gladly. Ask again when you need more.",
  day: "1 December 2026",
  until: "1 December 2026",
  environment: "sandbox",
};

/** Data for one template by its schema; `isShort` leaves out what may be left out and says no where it can. */
export function sampleDataOf(template: TemplateName, isShort = false): Record<string, unknown> {
  const { shape } = templates[template].data;
  return Object.fromEntries(
    Object.entries(shape).map(([name, type]) => [name, sampleOf(type, name, isShort)]),
  );
}

function sampleOf(type: unknown, name: string, isShort: boolean): unknown {
  if (type instanceof z.ZodNullable) return isShort ? null : sampleOf(type.unwrap(), name, false);
  if (type instanceof z.ZodOptional) return isShort ? undefined : sampleOf(type.unwrap(), name, false);
  if (type instanceof z.ZodDefault) return isShort ? undefined : sampleOf(type.unwrap(), name, false);
  if (type instanceof z.ZodBoolean) return !isShort;
  if (type instanceof z.ZodNumber) return isShort ? 1 : 30;
  if (type instanceof z.ZodEnum) return type.options[0];
  if (type instanceof z.ZodArray) return [sampleOf(type.element, name, isShort)];
  if (/path$/i.test(name)) return `/a-page?token=${"7Kq".repeat(13)}`;
  return WORDS[name] ?? `The ${name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}`;
}

export const TEMPLATE_NAMES = Object.keys(templates).filter(
  (name): name is TemplateName => name in templates,
);
