/**
 * The metrics of the running operator, in Micrometer's terms and Prometheus's names: {@code
 * docs/metrics.md}. Imports {@code instance}, core, spi, runtime and the adapter. Start with {@link
 * dev.fairway.operator.metrics.OperatorMetrics}.
 */
@NullMarked
package dev.fairway.operator.metrics;

import org.jspecify.annotations.NullMarked;
