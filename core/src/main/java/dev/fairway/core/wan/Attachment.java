package dev.fairway.core.wan;

/**
 * The attachment of an edge to a transport, and which tunnels may start there. Cisco calls it a
 * TLOC.
 *
 * @param transport the underlay
 * @param encrypted true where encrypted tunnels may start there
 * @param unencrypted true where tunnels in the clear may start there
 */
public record Attachment(Transport transport, boolean encrypted, boolean unencrypted) {

  /** Refuses an attachment at which no tunnel may start. */
  public Attachment {
    if (!encrypted && !unencrypted) {
      throw new IllegalArgumentException("transport " + transport + " without tunnels");
    }
  }

  /** An attachment at which encrypted tunnels start, and no others. */
  public static Attachment ofEncrypted(Transport transport) {
    return new Attachment(transport, true, false);
  }
}
