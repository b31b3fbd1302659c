import type { EngineProbe } from "../port.ts";

/** Total ms that the micro-benchmark may take, the brief's "about one second". */
const BENCHMARK_MS = 1_000;

/** ms. A single dispatch longer than this could trip a driver's watchdog (Windows resets the GPU after 2 s). */
const LONGEST_DISPATCH_MS = 350;

const WORKGROUP_SIZE = 64;
const WORKGROUPS = 256;
/** Fused multiply-adds of a `vec4` per loop turn, times two operations, times four lanes. */
const OPERATIONS_PER_TURN = 4 * 2 * 4;

const SHADER = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> sink: array<f32>;
@group(0) @binding(1) var<uniform> turns: vec4<u32>;
@compute @workgroup_size(${WORKGROUP_SIZE})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  var a = vec4<f32>(f32(id.x) * 1e-6 + 0.1, 0.2, 0.3, 0.4);
  var b = a.yzwx; var c = a.zwxy; var d = a.wxyz;
  let m = vec4<f32>(0.9999); let n = vec4<f32>(1e-5);
  for (var i = 0u; i < turns.x; i++) { a = fma(a, m, n); b = fma(b, m, n); c = fma(c, m, n); d = fma(d, m, n); }
  sink[id.x] = dot(a + b, c + d);
}`;

const NO_GPU: EngineProbe = {
  available: false,
  adapter: "none",
  maxBufferBytes: 0,
  features: [],
  gflops: null,
};

/** Asks WebGPU what this device offers and measures it for about a second. Runs in the worker, so the page stays smooth. */
export async function probeGpu(): Promise<EngineProbe> {
  // `gpu` is missing where WebGPU is (older browsers, insecure pages), whatever the types say.
  const gpu = (navigator as { gpu?: GPU }).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null || adapter === undefined) return NO_GPU;
  const { vendor, architecture, description } = adapter.info;
  const name = [vendor, architecture].filter((part) => part !== "").join(" ") || description || "unknown";
  return {
    available: true,
    adapter: name,
    maxBufferBytes: adapter.limits.maxBufferSize,
    features: [...adapter.features].sort(),
    gflops: await measure(adapter),
  };
}

/** GFLOP/s of single-precision multiply-adds, or null when the device does not even run this. */
async function measure(adapter: GPUAdapter): Promise<number | null> {
  const device = await adapter.requestDevice();
  try {
    const pipeline = await device.createComputePipelineAsync({
      layout: "auto",
      compute: { module: device.createShaderModule({ code: SHADER }), entryPoint: "main" },
    });
    const sink = device.createBuffer({
      size: WORKGROUP_SIZE * WORKGROUPS * 4,
      usage: GPUBufferUsage.STORAGE,
    });
    const uniform = device.createBuffer({
      size: 16,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    const bindGroup = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: sink } },
        { binding: 1, resource: { buffer: uniform } },
      ],
    });
    const startedAt = performance.now();
    let turns = 16;
    let best = 0;
    for (;;) {
      device.queue.writeBuffer(uniform, 0, new Uint32Array([turns, 0, 0, 0]));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(WORKGROUPS);
      pass.end();
      const dispatchedAt = performance.now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      const dispatchMs = performance.now() - dispatchedAt;
      const operations = turns * OPERATIONS_PER_TURN * WORKGROUP_SIZE * WORKGROUPS;
      best = Math.max(best, operations / dispatchMs / 1e6);
      if (performance.now() - startedAt > BENCHMARK_MS - dispatchMs) break;
      if (dispatchMs < LONGEST_DISPATCH_MS / 2) turns *= 2;
    }
    return Math.round(best * 100) / 100;
  } catch {
    return null;
  } finally {
    device.destroy();
  }
}
