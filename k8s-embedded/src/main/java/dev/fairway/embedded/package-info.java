/**
 * A Kubernetes API in this process, for demos and tests: few kinds, real list, watch and apply, and
 * plain about what it does not do. Imports nothing of Fairway. Start with {@link
 * dev.fairway.embedded.EmbeddedKubernetes}.
 */
@NullMarked
package dev.fairway.embedded;

import org.jspecify.annotations.NullMarked;
