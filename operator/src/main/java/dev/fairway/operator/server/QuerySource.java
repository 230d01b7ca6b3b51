package dev.fairway.operator.server;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.spi.PacketPath;
import java.util.Optional;

/** The source of the sync that queries are answered from. Thread-safe. */
public interface QuerySource {

  /**
   * The queries about the latest sync.
   *
   * @throws QueryException where there is no sync yet, or another process leads
   */
  QueryService current();

  /** The path that the fabric gives a packet at this moment; empty where it cannot tell. */
  Optional<PacketPath> tracePath(Flow flow);
}
