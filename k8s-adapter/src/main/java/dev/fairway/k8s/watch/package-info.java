/**
 * Informers: lists and watches of a cluster's objects, to snapshots. Imports {@code objects},
 * {@code mapping}, {@code api} and fabric8's client. Start with {@link
 * dev.fairway.k8s.watch.ClusterInformers}.
 */
@NullMarked
package dev.fairway.k8s.watch;

import org.jspecify.annotations.NullMarked;
