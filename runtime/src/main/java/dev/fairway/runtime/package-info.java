/**
 * The host side: finds a backend, makes one sync from the clusters' intents to the fabric's policy,
 * and reports its result. Needs no Kubernetes. Imports {@code core}, {@code spi}, slf4j and {@code
 * runtime.safety}. Start with {@link dev.fairway.runtime.PolicySync}; {@link
 * dev.fairway.runtime.BackendCatalog} opens the backend that it needs.
 */
@NullMarked
package dev.fairway.runtime;

import org.jspecify.annotations.NullMarked;
