/**
 * An SD-WAN in memory, and a backend for it: for tests, demos and first steps. Imports {@code
 * core}, {@code spi} and Jackson, the latter for one file format.
 *
 * <p>Start with {@link dev.fairway.mock.MockFabric}.
 */
@NullMarked
package dev.fairway.mock;

import org.jspecify.annotations.NullMarked;
