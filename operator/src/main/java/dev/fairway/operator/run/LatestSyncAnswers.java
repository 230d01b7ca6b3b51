package dev.fairway.operator.run;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.PacketPath;
import java.util.Optional;
import java.util.function.Supplier;

/** The source of answers to queries: the last sync of the leader. Thread-safe. */
final class LatestSyncAnswers implements QuerySource {

  private final LatestSync latest;
  private final Supplier<Optional<FairwayInstance>> running;

  LatestSyncAnswers(LatestSync latest, Supplier<Optional<FairwayInstance>> running) {
    this.latest = latest;
    this.running = running;
  }

  @Override
  public QueryService current() {
    FairwayInstance fairway =
        running
            .get()
            .orElseThrow(
                () -> QueryException.unavailable("the API server did not answer yet; see /readyz"));
    if (fairway.state().phase() == LoopState.Phase.STANDBY) {
      throw QueryException.unavailable(
          "this process stands by and knows nothing of the fabric; ask the leader: /readyz"
              + " names it");
    }
    return latest
        .answers()
        .orElseThrow(
            () -> QueryException.unavailable("no sync has read the fabric yet; see /readyz"));
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow) {
    return running.get().flatMap(fairway -> fairway.tracePath(flow));
  }
}
