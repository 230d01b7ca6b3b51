/**
 * Measurements with JMH, one class a question; each class says what it compares, and checks before
 * it measures that what it compares gives the same answer. Inputs come from {@link
 * dev.fairway.benchmarks.SeededInputs}, the same in every run. May import all of {@code core}.
 * Start with {@link dev.fairway.benchmarks.PrefixSetBenchmark}.
 *
 * <p>{@code mvn -pl benchmarks -am package} makes {@code benchmarks/target/benchmarks.jar}, and
 * {@code java -jar benchmarks/target/benchmarks.jar PrefixSet} runs one class.
 */
@NullMarked
package dev.fairway.benchmarks;

import org.jspecify.annotations.NullMarked;
