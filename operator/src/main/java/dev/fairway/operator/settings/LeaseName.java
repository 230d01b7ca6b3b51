package dev.fairway.operator.settings;

import dev.fairway.core.net.DnsLabel;
import java.util.Optional;

/**
 * The Lease by which one of several processes is chosen to lead.
 *
 * @param namespace where it lives
 * @param name its name
 */
public record LeaseName(String namespace, String name) {

  /** Refuses what is not a name. */
  public LeaseName {
    DnsLabel.require("namespace", namespace);
    DnsLabel.require("lease", name);
  }

  /** Reads {@code namespace/name}; empty where the text is anything else. */
  static Optional<LeaseName> tryParse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String namespace = text.substring(0, slash);
    String name = text.substring(slash + 1);
    return DnsLabel.isValid(namespace) && DnsLabel.isValid(name)
        ? Optional.of(new LeaseName(namespace, name))
        : Optional.empty();
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
