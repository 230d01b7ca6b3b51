package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.faultinjection.ConnectionCutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The execution of the faults of one request. One thread. */
final class FaultExecution implements FaultEffect.Cases {

  private final SimulatorRequest request;
  private final SimulatorClock clock;
  private final SessionStore sessions;
  private Optional<SimulatorResponse> answer = Optional.empty();
  private boolean cut;

  FaultExecution(SimulatorRequest request, SimulatorClock clock, SessionStore sessions) {
    this.request = request;
    this.clock = clock;
    this.sessions = sessions;
  }

  /** The answer in place of the usual one; empty for the usual one. */
  Optional<SimulatorResponse> run(List<SimulatedFault> faults, boolean after)
      throws ConnectionCutException {
    for (SimulatedFault fault : faults) {
      if (fault.isAfter() == after && answer.isEmpty()) {
        fault.effect().tell(this);
      }
      if (cut) {
        throw new ConnectionCutException();
      }
    }
    return answer;
  }

  @Override
  public void answer(SimulatorResponse other) {
    answer = Optional.of(other);
  }

  @Override
  public void cut() {
    cut = true;
  }

  @Override
  public void endSession() {
    SessionCookie.in(request.all("cookie")).ifPresent(sessions::end);
  }

  @Override
  public void take(Duration time) {
    clock.advance(time);
  }
}
