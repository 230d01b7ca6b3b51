/**
 * The conformance kit for backends. Imports {@code core}, {@code spi} and JUnit 5.
 *
 * <p>A vendor implements {@link dev.fairway.testkit.BackendHarness}, which says how to make a
 * target, look at it and spoil it, and extends {@link dev.fairway.testkit.BackendConformanceTest}.
 * The laws themselves are in the classes whose names end in {@code Laws}, one for each theme.
 */
@NullMarked
package dev.fairway.testkit;

import org.jspecify.annotations.NullMarked;
