/**
 * Kubernetes to values of the core, and back. Pure functions: {@link
 * dev.fairway.k8s.mapping.ClusterMapper} from objects to a snapshot, {@link
 * dev.fairway.k8s.manifest.ManifestReader} from files to objects, {@link
 * dev.fairway.k8s.assume.AssumedPods} for manifests that name no pods. A live cluster: {@link
 * dev.fairway.k8s.watch.ClusterInformers} reads it, {@link dev.fairway.k8s.status.StatusPublisher}
 * tells it.
 */
@NullMarked
package dev.fairway.k8s;

import org.jspecify.annotations.NullMarked;
