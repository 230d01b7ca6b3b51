package dev.fairway.core.plan;

/**
 * A change of an owner's policy, under way or done, as the target tells of it.
 *
 * @param writer the process that makes it, or made it
 * @param change a text that another change does not have, of the same process neither
 */
public record PolicyWrite(PolicyWriter writer, String change) {}
