package dev.fairway.core.intent;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is asked for a port while it is put together, word by word. */
final class PortDraft {

  private final Treatment.Builder parts = Treatment.builder();
  private final SortedSet<String> names = new TreeSet<>();
  private List<Transport> tunnel = List.of();
  private Fallback fallback = Fallback.NONE;
  private Optional<Segment> segment = Optional.empty();
  private PortSelection ports = PortSelection.EVERY;

  void tunnel(List<Transport> preference) {
    this.tunnel = preference;
  }

  void fallback(Fallback chosen) {
    this.fallback = chosen;
  }

  void encryption() {
    parts.encryption();
  }

  void admission(Admission admission) {
    parts.admission(admission);
    admission.from().stream().map(SiteId::value).forEach(names::add);
  }

  void inspect(String function) {
    parts.inspect(function);
    names.add(function);
  }

  void dscp(Dscp mark) {
    parts.dscp(mark);
  }

  void segment(Segment carried) {
    this.segment = Optional.of(carried);
    names.add(carried.value());
  }

  void ports(PortSelection selection) {
    this.ports = selection;
  }

  /** The transports, most wanted first; empty without a tunnel. */
  List<Transport> tunnel() {
    return tunnel;
  }

  /** The sites, the service function and the segment that are named. */
  SortedSet<String> names() {
    return names;
  }

  /** True where no peer on the WAN is admitted. */
  boolean denies() {
    return !parts.isEmpty() && parts.build().drops();
  }

  /** The ports that {@code ports} selects; every port without it. */
  PortSelection ports() {
    return ports;
  }

  /** The part of an intent that asks this for some ports; a fallback alone asks for nothing. */
  PortIntent intent(PortSelection selection) {
    if (!tunnel.isEmpty()) {
      parts.steer(new Steer(tunnel, fallback));
    }
    return new PortIntent(
        selection, parts.isEmpty() ? Optional.empty() : Optional.of(parts.build()), segment);
  }
}
