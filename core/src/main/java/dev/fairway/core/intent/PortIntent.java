package dev.fairway.core.intent;

import dev.fairway.core.policy.Treatment;

/**
 * One treatment for some ports of a Service.
 *
 * @param ports the selected ports
 * @param treatment the treatment of their packets on the WAN
 */
public record PortIntent(PortSelection ports, Treatment treatment) {

  /** {@code ports=metrics tunnel=mpls fallback=none}. */
  String canonical() {
    return "ports=" + ports.text() + " " + treatment.canonical();
  }
}
