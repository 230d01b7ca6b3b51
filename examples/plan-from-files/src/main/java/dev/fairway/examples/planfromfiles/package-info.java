/**
 * Manifests in, plan out: the library without a cluster. May import the adapter, the runtime and
 * the core; the backend comes from the class path. Start with {@link
 * dev.fairway.examples.planfromfiles.PlanFromFiles}.
 */
@NullMarked
package dev.fairway.examples.planfromfiles;

import org.jspecify.annotations.NullMarked;
