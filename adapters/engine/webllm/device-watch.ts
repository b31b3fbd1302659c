import { engineError } from "../errors.ts";
import type { EngineError } from "../port.ts";

/**
 * Tells about every GPU device that is lost, runs out of memory or refuses what it is given. web-llm creates its device
 * itself and says nothing when it goes, so the worker listens at the only place where devices are born.
 */
export function watchDevices(
  onLost: (error: EngineError) => void,
  onInvalid: (message: string) => void,
): void {
  if (typeof GPUAdapter === "undefined") return;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the adapter as `this` below
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (
    this: GPUAdapter,
    descriptor?: GPUDeviceDescriptor,
  ): Promise<GPUDevice> {
    const device = await requestDevice.call(this, descriptor);
    void device.lost.then(({ reason }) => {
      if (reason !== "destroyed") onLost(engineError("device_lost", "the GPU was reset or taken away"));
    });
    device.addEventListener("uncapturederror", ({ error }) => {
      if (error instanceof GPUOutOfMemoryError)
        onLost(engineError("out_of_memory", "the GPU has not enough memory for the model"));
      else onInvalid(error.message);
    });
    return device;
  };
}
