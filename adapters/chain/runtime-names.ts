/** Names that the committed runtime gives to what its pallets refuse and tell, made from its metadata: a renamed one does not compile. */
import type { AugmentedCalls, AugmentedErrors, AugmentedEvents } from "@polkadot/api/types";
import type {} from "./generated/augment-api-errors.ts";
import type {} from "./generated/augment-api-events.ts";
import type {} from "./generated/augment-api-runtime.ts";
import type {} from "./generated/types-lookup.ts";

type Errors = AugmentedErrors<"promise">;
type Events = AugmentedEvents<"promise">;
type Apis = AugmentedCalls<"promise">;

export type OurPallet = "deviceRegistry" | "computeJobs" | "assuredJobs" | "settlement" | "reputation";
/** `UnknownDevice` and the like. */
export type ErrorOf<P extends OurPallet> = keyof Errors[P] & string;
export type EventOf<P extends keyof Events> = keyof Events[P] & string;
/** `deviceRegistry.UnknownDevice` and the like. */
export type ErrorName = { [P in OurPallet]: `${P}.${ErrorOf<P>}` }[OurPallet];
export type EventName = { [P in OurPallet]: `${P}.${EventOf<P>}` }[OurPallet];

type OurApi = "deviceApi" | "jobsApi" | "assuredJobsApi" | "settlementApi" | "reputationApi";
type Snake<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : "";
/** A function of a runtime API as `state_call` takes it: `DeviceApi_devices_of` and the like. */
export type ApiMethod = { [A in OurApi]: `${Capitalize<A>}_${Snake<keyof Apis[A] & string>}` }[OurApi];
