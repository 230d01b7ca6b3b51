package dev.fairway.operator.server;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.spi.PacketPath;
import java.util.Optional;

/** Where answers come from. Thread-safe. */
public interface QuerySource {

  /**
   * What can be answered from now.
   *
   * @throws QueryException where there is nothing yet, or another process knows
   */
  QueryService current();

  /** What the fabric does with a packet at this moment; empty where it cannot tell. */
  Optional<PacketPath> tracePath(Flow flow);
}
