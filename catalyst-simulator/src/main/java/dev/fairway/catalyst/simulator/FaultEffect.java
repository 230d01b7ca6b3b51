package dev.fairway.catalyst.simulator;

import java.time.Duration;

/** What befalls a request; one of four. */
interface FaultEffect {

  /** What tells the effects apart. */
  interface Cases {

    /** The client gets this answer. */
    void answer(SimulatorResponse answer);

    /** The client gets no answer. */
    void cut();

    /** The session that the request names ends. */
    void endSession();

    /** It takes that long. */
    void take(Duration time);
  }

  void tell(Cases cases);
}
