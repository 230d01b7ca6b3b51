package dev.fairway.catalyst.simulator;

import java.time.Duration;

/** The effect of a fault on a request; one of four. */
interface FaultEffect {

  /** One case for each effect. */
  interface Cases {

    /** The client gets this answer. */
    void answer(SimulatorResponse answer);

    /** The client gets no answer. */
    void cut();

    /** The session that the request names ends. */
    void endSession();

    /** The request takes that long. */
    void take(Duration time);
  }

  void tell(Cases cases);
}
