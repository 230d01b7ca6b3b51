package dev.fairway.catalyst.wire;

/**
 * What happens to a packet that no sequence takes.
 *
 * @param type {@code accept} or {@code drop}
 */
public record DefaultAction(String type) {

  /** Leaves it alone. The Manager's own default may be to drop, so this is always written. */
  public static final DefaultAction ACCEPT = new DefaultAction(DataSequence.ACCEPT);
}
