package dev.fairway.runtime.safety;

import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PrefixSet;

/**
 * A part of a port group, and the addresses for which no rule covers it.
 *
 * @param group the group it is a part of
 * @param ports the part: ports that every rule and every claim treats alike
 * @param addresses not empty
 */
record Uncovered(TupleGroup group, PortRange ports, PrefixSet addresses) {}
