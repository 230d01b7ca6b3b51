/**
 * What passes came to, written back to Services: conditions and Events. Imports {@code runtime} and
 * fabric8's client. Start with {@link dev.fairway.k8s.status.StatusPublisher}; {@link
 * dev.fairway.k8s.status.StoredService} is what the API server showed of a Service before.
 */
@NullMarked
package dev.fairway.k8s.status;

import org.jspecify.annotations.NullMarked;
