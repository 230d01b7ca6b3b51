/**
 * The reader of Kubernetes objects from files: YAML and JSON, as users write them and as {@code
 * kubectl get} prints them. Imports {@code dev.fairway.k8s.objects} and {@code core.diagnostic};
 * starts no client. Start with {@link dev.fairway.k8s.manifest.ManifestReader}.
 */
@NullMarked
package dev.fairway.k8s.manifest;

import org.jspecify.annotations.NullMarked;
