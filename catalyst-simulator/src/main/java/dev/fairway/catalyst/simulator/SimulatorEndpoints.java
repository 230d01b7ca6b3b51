package dev.fairway.catalyst.simulator;

/** All endpoints of the Manager, behind rate limits and authentication. */
final class SimulatorEndpoints {

  private final SimulatorRateLimiter pace;
  private final PublicEndpoints open;
  private final SimulatorAuthenticator door;
  private final ApiEndpoints api;

  SimulatorEndpoints(
      SimulatorRateLimiter pace,
      PublicEndpoints open,
      SimulatorAuthenticator door,
      ApiEndpoints api) {
    this.pace = pace;
    this.open = open;
    this.door = door;
    this.api = api;
  }

  /**
   * Carries a request out.
   *
   * @throws RefusedRequestException where it is refused before
   */
  SimulatorResponse answer(SimulatorRequest request) {
    pace.check(request);
    return open.answer(request).orElseGet(() -> api.answer(request, door.caller(request)));
  }
}
