/** Debian packages, for root on Debian and its kin only. */
import { runCommand } from "./commands.ts";
import { step } from "./progress.ts";

/** s. Another installation may hold the lock. */
const LOCK_TIMEOUT_S = 600;

/** Whether the packages are installed afterwards. */
export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) =>
    runCommand("apt-get", ["-q", "-o", `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`, ...args], { env });
  const install = () => apt("install", "-y", "--no-install-recommends", ...packages);
  return step(`installing ${packages.join(" ")} by apt`, async () => {
    if ((await install()).code === 0) return true;
    // Lists may be missing (containers) or old.
    await apt("update");
    return (await install()).code === 0;
  });
}
