package dev.fairway.operator.live;

/**
 * What became of what is written back to the cluster.
 *
 * @param written how many writes succeeded
 * @param failed how many tries failed
 * @param waiting how many Services wait for a write
 */
public record StatusFigures(long written, long failed, int waiting) {

  /** Nothing is written back. */
  public static final StatusFigures NONE = new StatusFigures(0, 0, 0);

  /** Refuses what is negative. */
  public StatusFigures {
    if (written < 0 || failed < 0 || waiting < 0) {
      throw new IllegalArgumentException(written + ", " + failed + ", " + waiting);
    }
  }
}
