package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import java.util.Optional;

/** A device that the Manager configures by a template, or that is in CLI mode. */
sealed interface ManagedDevice permits ControllerState, EdgeState {

  String uuid();

  String hostName();

  String systemIp();

  String siteId();

  /** {@code vsmart} or {@code vedge}. */
  String personality();

  /** False where a push to it waits until it is back. */
  boolean online();

  /** True while it has a template; in CLI mode it has none. */
  boolean isManaged();

  /** Has its template from now on, or goes to CLI mode. */
  void managed(boolean now);

  /** Takes what a push of controllers carries; of no concern to an edge. */
  void take(Optional<RunningPolicy> policy);
}
