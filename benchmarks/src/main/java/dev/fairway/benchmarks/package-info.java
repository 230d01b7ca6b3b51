/**
 * JMH benchmarks, one class a question; each class checks before it measures that the compared
 * sides give the same answer. Inputs come from {@link dev.fairway.benchmarks.SeededInputs}, the
 * same in every run; {@link dev.fairway.benchmarks.LiveCluster} is a whole cluster with Fairway.
 * May import everything but the operator. Start with {@link
 * dev.fairway.benchmarks.PrefixSetBenchmark}.
 *
 * <p>{@code mvn -pl benchmarks -am package} makes {@code benchmarks/target/benchmarks.jar}, and
 * {@code java -jar benchmarks/target/benchmarks.jar PrefixSet} runs one class.
 */
@NullMarked
package dev.fairway.benchmarks;

import org.jspecify.annotations.NullMarked;
