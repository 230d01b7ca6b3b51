/**
 * Assumed pods: the endpoints of a plan from manifests alone. They are Kubernetes objects, so that
 * the same mappers read them. Imports {@code dev.fairway.k8s.objects}, {@code
 * dev.fairway.k8s.mapping} and the core. Start with {@link dev.fairway.k8s.assume.AssumedPods}.
 */
@NullMarked
package dev.fairway.k8s.assume;

import org.jspecify.annotations.NullMarked;
