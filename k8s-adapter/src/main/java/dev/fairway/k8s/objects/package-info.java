/**
 * Kubernetes objects as they were read, typed, and how to read the parts of them that may be
 * missing. Imports nothing of Fairway. Start with {@link
 * dev.fairway.k8s.objects.KubernetesObjects}.
 */
@NullMarked
package dev.fairway.k8s.objects;

import org.jspecify.annotations.NullMarked;
