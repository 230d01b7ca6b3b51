/**
 * Kubernetes objects: typed by fabric8 where they come from files, and their views, which an
 * informer's transform makes. Imports addresses, endpoints' states and the keys of annotations of
 * the core. Start with {@link dev.fairway.k8s.objects.InformerTransform}.
 */
@NullMarked
package dev.fairway.k8s.objects;

import org.jspecify.annotations.NullMarked;
