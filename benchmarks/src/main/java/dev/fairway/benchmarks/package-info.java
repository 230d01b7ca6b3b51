@NullMarked
package dev.fairway.benchmarks;

import org.jspecify.annotations.NullMarked;
