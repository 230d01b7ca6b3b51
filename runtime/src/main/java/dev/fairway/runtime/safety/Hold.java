package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A hold: what waits because nobody saw a reason for it, until the addresses come back, a reason is
 * seen, its time is up or somebody approves it. Everything else goes on.
 *
 * <p>Order: by kind, then by Service.
 *
 * @param id a short text, {@code h-} and eight hexadecimal digits, that names this hold as long as
 *     it lasts, and never another one
 * @param key what it is about
 * @param since when it began, since the process began
 * @param sentence what is held and how it ends
 * @param count how many addresses, address-ports or declarations are held
 */
public record Hold(String id, Key key, Duration since, String sentence, long count)
    implements Comparable<Hold> {

  private static final Comparator<Hold> ORDER =
      Comparator.comparing(Hold::key).thenComparing(Hold::id);

  /** The kinds of holds. */
  public enum Kind {
    /** A Service fell below half of its addresses, or to none. */
    SERVICE_LOSS,
    /** Too many addresses of the cluster would lose their rules. */
    CLUSTER_LOSS,
    /** Too many Services would no longer ask for anything. */
    DECLARATIONS,
    /** Too many address-ports would get rules by new or changed declarations. */
    GAIN,
    /** Sites are missing from the inventory of the WAN. */
    SITES
  }

  /**
   * What a hold is about. There is one at a time for each.
   *
   * @param service the Service; empty: the cluster
   */
  public record Key(Kind kind, Optional<ServiceKey> service) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind)
            .thenComparing(key -> key.service.map(ServiceKey::toString).orElse(""));

    /** A hold of the cluster. */
    public static Key ofCluster(Kind kind) {
      return new Key(kind, Optional.empty());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public int compareTo(Hold other) {
    return ORDER.compare(this, other);
  }
}
