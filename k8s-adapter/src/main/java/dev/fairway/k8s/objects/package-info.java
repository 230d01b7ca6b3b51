/**
 * Kubernetes objects as they were read: typed by fabric8 where they come from files, and reduced to
 * what matters of them. Imports addresses, endpoints' states and the keys of annotations of the
 * core. Start with {@link dev.fairway.k8s.objects.InformerTransform}.
 */
@NullMarked
package dev.fairway.k8s.objects;

import org.jspecify.annotations.NullMarked;
