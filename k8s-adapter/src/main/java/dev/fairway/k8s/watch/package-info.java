/**
 * A cluster as it is now: watches on its objects, to snapshots. Imports {@code objects}, {@code
 * mapping}, {@code api}, the values of {@code status} and fabric8's client. Start with {@link
 * dev.fairway.k8s.watch.ClusterInformers}.
 */
@NullMarked
package dev.fairway.k8s.watch;

import org.jspecify.annotations.NullMarked;
