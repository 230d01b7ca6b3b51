/**
 * Kubernetes to values of the core, and back. Pure functions: {@link
 * dev.fairway.k8s.objects.InformerTransform} and {@link dev.fairway.k8s.mapping.ClusterMapper} from
 * objects to a snapshot. A live cluster: {@link dev.fairway.k8s.watch.ClusterInformers} watches it,
 * {@link dev.fairway.k8s.status.StatusPublisher} writes conditions and Events. Both together:
 * {@link dev.fairway.k8s.controller.FairwayController}.
 */
@NullMarked
package dev.fairway.k8s;

import org.jspecify.annotations.NullMarked;
