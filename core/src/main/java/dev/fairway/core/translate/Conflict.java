package dev.fairway.core.translate;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.Treatment;

/**
 * Something that a Service asked for and another one has: it gets another treatment there.
 *
 * @param loser who asked
 * @param winner who has it
 * @param portName the name of the loser's port; empty where it has none, and for all ports
 * @param tuple what was lost: {@code 10.1.0.1:8080/tcp}, or the two ends of the packets
 * @param example one packet that gets the winner's treatment: {@code any > 10.1.0.1:8080/tcp}
 * @param wanted what the loser asked for
 * @param given what the winner asked for
 */
public record Conflict(
    ServiceKey loser,
    ServiceKey winner,
    String portName,
    String tuple,
    String example,
    Treatment wanted,
    Treatment given) {}
