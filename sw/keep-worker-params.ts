/**
 * A cached Response carries its own URL, and a worker's `self.location` is taken from it. That loses the `#params=` fragment
 * which Turbopack's worker bootstrap needs ("Missing worker bootstrap config"). A rebuilt Response has no URL of its own, so
 * the worker keeps the one it was asked by.
 */
export const keepWorkerParams = {
  handlerWillRespond: async ({
    request,
    response,
  }: {
    request: Request;
    response: Response;
  }): Promise<Response> =>
    request.destination === "worker" || request.destination === "sharedworker"
      ? new Response(response.body, { status: response.status, headers: response.headers })
      : response,
};
