import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { findLogo, readBrand } from "./get-brand.ts";
import { updateBrand } from "./update-brand.ts";

const input = { name: "Rail Data Market", tagline: "Trains as data", accent: "#7a2f8f" };
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

test("an administrator changes name, tagline, accent and logo; the change is audited and served under the logo's hash", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const brand = await updateBrand(ctx, input, { bytes: png });
    expect(brand).toMatchObject(input);
    const hash = new URL(brand.logoUrl ?? "", "http://x").searchParams.get("v") ?? "";
    expect(await findLogo(hash, tx)).toMatchObject({ mediaType: "image/png" });
    expect(await findLogo("0000000000000000", tx)).toBeNull();
    expect(await tx.auditEvent.count({ where: { action: "brand.updated", requestId: ctx.requestId } })).toBe(
      1,
    );
    expect(await updateBrand(ctx, { ...input, name: "Other" })).toMatchObject({
      name: "Other",
      logoUrl: brand.logoUrl,
    });
    expect(await updateBrand(ctx, input, "remove")).toMatchObject({ logoUrl: null });
  }));

test("nobody but an administrator changes the brand, whatever their role elsewhere", () =>
  inRollback(async (tx) => {
    const before = await readBrand(tx);
    expect(await refusalOf(updateBrand(ctxOf(tx, await makeMember(tx)), input))).toBe("not_allowed");
    expect(await refusalOf(updateBrand(ctxOf(tx, { kind: "visitor" }), input))).toBe("not_signed_in");
    expect(await readBrand(tx)).toEqual(before);
  }));

test.each([
  ["no name", { ...input, name: " " }, undefined, "invalid_input"],
  ["markup in the name", { ...input, name: "<b>Rail</b>" }, undefined, "invalid_input"],
  ["a colour that is none", { ...input, accent: "red;}body{display:none" }, undefined, "invalid_input"],
  ["an SVG", input, new TextEncoder().encode("<svg onload=alert(1)>"), "invalid_input"],
  ["HTML named as a picture", input, new TextEncoder().encode("<!doctype html>"), "invalid_input"],
  ["a logo of 300 KB", input, Uint8Array.from([...png, ...new Uint8Array(300 * 1024)]), "too_large"],
])("%s is refused and nothing is written", (_what, form, bytes, code) =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const before = await readBrand(tx);
    expect(await refusalOf(updateBrand(ctx, form, bytes && { bytes }))).toBe(code);
    expect(await readBrand(tx)).toEqual(before);
  }),
);
