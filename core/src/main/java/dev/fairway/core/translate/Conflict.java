package dev.fairway.core.translate;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.Treatment;

/**
 * A port of an address, or packets between two, that two Services claim with different treatments.
 *
 * @param loser the Service whose treatment does not apply
 * @param winner the Service whose treatment applies
 * @param portName the name of the loser's port; empty where it has none, and for all ports
 * @param addressPort what was lost: {@code 10.1.0.1:8080/tcp}, or the two ends of the packets
 * @param example one packet that gets the winner's treatment: {@code any > 10.1.0.1:8080/tcp}
 * @param wanted the treatment that the loser declares
 * @param given the treatment that the winner declares
 * @param ending true where the loser's endpoint is ending and the winner's lives: an address that
 *     changed hands, or is about to
 */
public record Conflict(
    ServiceKey loser,
    ServiceKey winner,
    String portName,
    String addressPort,
    String example,
    Treatment wanted,
    Treatment given,
    boolean ending) {}
