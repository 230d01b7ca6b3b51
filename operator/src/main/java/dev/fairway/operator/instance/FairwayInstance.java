package dev.fairway.operator.instance;

import dev.fairway.core.net.Flow;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.PacketPath;
import java.util.Optional;

/**
 * A cluster that is watched and a fabric that follows it. Thread-safe. It begins standing by: it
 * watches, and acts from {@link #lead()} on.
 */
public interface FairwayInstance extends AutoCloseable {

  /** The loop at this moment. */
  LoopState state();

  /** How the watches on the cluster are. */
  WatchState watches();

  /** How far the writing back to the cluster is. */
  StatusState status();

  /**
   * What the fabric does with a packet at this moment; empty where it cannot tell, or does not
   * before long. Never asked while a pass is under way: waits for its end, but not for ever.
   */
  Optional<PacketPath> tracePath(Flow flow);

  /** Acts from now on. Does nothing where it acts already. */
  void lead();

  /**
   * Watches and no more from now on. No write begins after this returned, also within a pass that
   * is under way.
   */
  void standBy();

  /**
   * Ends: no pass begins, one that is under way has a short grace to finish, what waits to be
   * written back is written where that goes quickly. Can be called twice.
   */
  @Override
  void close();
}
