package dev.fairway.catalyst.simulator;

/** Everything that the Manager answers, to whom it may. */
final class ManagerPages {

  private final PaceKeeper pace;
  private final PublicPages open;
  private final ManagerDoor door;
  private final ApiPages api;

  ManagerPages(PaceKeeper pace, PublicPages open, ManagerDoor door, ApiPages api) {
    this.pace = pace;
    this.open = open;
    this.door = door;
    this.api = api;
  }

  /**
   * Carries a request out.
   *
   * @throws RequestRefused where it is refused before
   */
  FrontAnswer answer(FrontRequest request) {
    pace.check(request);
    return open.answer(request).orElseGet(() -> api.answer(request, door.caller(request)));
  }
}
