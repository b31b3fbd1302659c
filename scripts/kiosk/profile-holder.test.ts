import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { profileHolder } from "./profile-holder.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function profile(lock: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), "coco-profile-"));
  folders.push(folder);
  if (lock !== null) symlinkSync(lock, join(folder, "SingletonLock"));
  return folder;
}

describe("a kiosk's profile", () => {
  it("is held by a living process of this machine", () => {
    expect(profileHolder(profile(`${hostname()}-${process.pid}`))).toBe(process.pid);
  });

  it("is free without a lock, with a dead one's, and with another machine's", () => {
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    expect(profileHolder(profile(null))).toBeNull();
    expect(profileHolder(profile(`${hostname()}-${dead}`))).toBeNull();
    expect(profileHolder(profile(`elsewhere-${process.pid}`))).toBeNull();
  });
});
