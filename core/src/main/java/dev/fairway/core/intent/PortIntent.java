package dev.fairway.core.intent;

import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Treatment;
import java.util.Optional;

/**
 * One treatment for some ports of a Service, and the segment that must carry their packets.
 *
 * @param ports the selected ports
 * @param treatment the treatment of their packets on the WAN; absent where only a segment is named
 * @param segment the segment that the addresses of these ports must lie in; absent: any
 */
public record PortIntent(
    PortSelection ports, Optional<Treatment> treatment, Optional<Segment> segment) {

  static final String SEGMENT = "segment=";

  /** Refuses a part that says nothing. */
  public PortIntent {
    if (treatment.isEmpty() && segment.isEmpty()) {
      throw new IllegalArgumentException("a part of an intent says at least one thing");
    }
  }

  /** One treatment for some ports, in any segment. */
  public PortIntent(PortSelection ports, Treatment treatment) {
    this(ports, Optional.of(treatment), Optional.empty());
  }

  /** The same for other ports. */
  PortIntent with(PortSelection other) {
    return new PortIntent(other, treatment, segment);
  }

  /** {@code tunnel=mpls fallback=none segment=blue}: what the part says of its ports. */
  public String words() {
    String declared = treatment.map(Treatment::canonical).orElse("");
    String carried = segment.map(name -> SEGMENT + name).orElse("");
    return declared + (declared.isEmpty() || carried.isEmpty() ? "" : " ") + carried;
  }

  /** {@code ports=metrics tunnel=mpls fallback=none segment=blue}. */
  String canonical() {
    return "ports=" + ports.text() + " " + words();
  }
}
