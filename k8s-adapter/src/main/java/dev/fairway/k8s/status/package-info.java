/**
 * What passes came to, written back to Services: conditions and Events. Imports {@code runtime} and
 * fabric8's client. Start with {@link dev.fairway.k8s.status.StoredService}.
 */
@NullMarked
package dev.fairway.k8s.status;

import org.jspecify.annotations.NullMarked;
