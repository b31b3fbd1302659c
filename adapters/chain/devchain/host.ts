/** The host functions a runtime imports, put together from their families. */
import { cryptoFunctions } from "./host-crypto.ts";
import { hashingFunctions } from "./host-hashing.ts";
import { storageFunctions } from "./host-storage.ts";
import { systemFunctions } from "./host-system.ts";
import type { HostContext, HostFunctions } from "./host-context.ts";

export function hostFunctions(context: HostContext): HostFunctions {
  return {
    ...systemFunctions(context),
    ...storageFunctions(context),
    ...hashingFunctions(context),
    ...cryptoFunctions(context),
  };
}
