package dev.fairway.operator.instance;

import dev.fairway.core.net.Flow;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.PacketPath;
import java.util.Optional;

/**
 * A running instance: a watched cluster and the loop of its fabric. Thread-safe. It starts in
 * standby: it watches, and acts from {@link #lead()} on.
 */
public interface FairwayInstance extends LeadershipFollower, AutoCloseable {

  /** The state of the loop. */
  LoopState state();

  /** The state of the watches on the cluster. */
  WatchState watches();

  /** The state of the status writes to the cluster. */
  StatusState status();

  /**
   * The path of a packet through the fabric at this moment; empty where the fabric cannot tell, or
   * does not in time. Waits for the end of a sync that is under way, but not for ever.
   */
  Optional<PacketPath> tracePath(Flow flow);

  /**
   * Lets nothing be written to the fabric until {@link #unfreeze}, also within a sync that is under
   * way. Takes the place of an earlier reason.
   *
   * @param why the reason, as it is told for every Service that waits
   */
  void freeze(String why);

  /** Lets the fabric be written to again. Does nothing where it is not frozen. */
  void unfreeze();

  /**
   * Approves what a hold keeps from being done. What came of it, also where there is no such hold
   * any more, is told with the next sync.
   *
   * @param who the user who approved, as stated
   */
  void approve(String holdId, String who);

  /**
   * Ends the instance: no sync begins, one that is under way has a short grace to finish, and
   * status writes that wait are written where that goes quickly. Can be called twice.
   */
  @Override
  void close();
}
