export * from "./assured.ts";
export * from "./catalogue.ts";
export * from "./chat.ts";
export * from "./control.ts";
export * from "./frames.ts";
export * from "./ids.ts";
export * from "./job-state.ts";
export * from "./limits.ts";
export * from "./merkle.ts";
export * from "./model-totals.ts";
export * from "./peer-id.ts";
export * from "./peer-proof.ts";
export * from "./result.ts";
export * from "./signature.ts";
export * from "./signed.ts";
export * from "./usage-record.ts";
export * from "./usage-record-view.ts";
export * from "./voucher.ts";
// What adapters read of the chain's own types with.
export {
  bool,
  decode,
  encode,
  fixedHex,
  list,
  oneOf,
  option,
  struct,
  tagged,
  text,
  u128,
  u32,
  u64,
  u8,
  type Codec,
  type DecodeError,
} from "./scale.ts";
