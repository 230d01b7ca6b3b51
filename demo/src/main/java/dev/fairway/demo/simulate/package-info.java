/**
 * Simulated controllers, started from the command line: so that somebody can try a backend without
 * having its product. Start with {@link dev.fairway.demo.simulate.SimulatedCatalyst}.
 */
@NullMarked
package dev.fairway.demo.simulate;

import org.jspecify.annotations.NullMarked;
