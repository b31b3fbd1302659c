import { describe, expect, test } from "vitest";
import { keyPairFromSeed, type Result, verifyBytes } from "../../protocol/index.ts";
import type { Keystore, KeystoreError } from "./port.ts";

/** The suite that every keystore passes. `open`: the same place each time, empty at the first call of a test's `place()`. */
export function keystoreConformance(
  name: string,
  place: () => Promise<() => Promise<Result<Keystore, KeystoreError>>>,
): void {
  const opened = async (open: () => Promise<Result<Keystore, KeystoreError>>) => {
    const result = await open();
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };

  describe(`keystore: ${name}`, () => {
    test("signs exactly the bytes given, as its account", async () => {
      const keystore = await opened(await place());
      const message = new TextEncoder().encode("coco");
      const signature = await keystore.sign(message);
      expect(signature).toHaveLength(64);
      expect(verifyBytes(message, signature, keystore.account)).toBe(true);
      expect(verifyBytes(new TextEncoder().encode("Coco"), signature, keystore.account)).toBe(false);
    });

    test("is the same account when it is opened again", async () => {
      const open = await place();
      const first = await opened(open);
      expect((await opened(open)).account).toBe(first.account);
    });

    test("is one account when many open it at the same moment", async () => {
      const open = await place();
      const all = await Promise.all(Array.from({ length: 6 }, () => opened(open)));
      expect(new Set(all.map(({ account }) => account)).size).toBe(1);
    });

    test("gives a person the secret from which the account can be made again", async () => {
      const keystore = await opened(await place());
      const secret = await keystore.exportSecret();
      expect(keyPairFromSeed(secret).account).toBe(keystore.account);
      secret.fill(0);
      expect(keyPairFromSeed(await keystore.exportSecret()).account).toBe(keystore.account);
    });
  });
}
