/**
 * The host side: finds a backend, makes one pass from what the clusters say to what the fabric
 * does, and reports what became of it. Needs no Kubernetes. Imports {@code core}, {@code spi},
 * slf4j and {@code runtime.safety}. Start with {@link dev.fairway.runtime.PolicySync}; {@link
 * dev.fairway.runtime.BackendCatalog} opens the backend that it needs.
 */
@NullMarked
package dev.fairway.runtime;

import org.jspecify.annotations.NullMarked;
