/**
 * Kubernetes to values of the core, and back. What is here so far are pure functions: {@link
 * dev.fairway.k8s.mapping.ClusterMapper} from objects to a snapshot, {@link
 * dev.fairway.k8s.manifest.ManifestFiles} from files to objects, {@link
 * dev.fairway.k8s.assume.AssumedPods} for manifests that name no pods.
 */
@NullMarked
package dev.fairway.k8s;

import org.jspecify.annotations.NullMarked;
