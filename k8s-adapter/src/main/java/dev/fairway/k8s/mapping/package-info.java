/**
 * The mapping of Kubernetes objects to values of the core: pure functions without a client, a clock
 * or a memory. Imports {@code dev.fairway.k8s.objects} and the core. Start with {@link
 * dev.fairway.k8s.mapping.ClusterMapper}.
 */
@NullMarked
package dev.fairway.k8s.mapping;

import org.jspecify.annotations.NullMarked;
