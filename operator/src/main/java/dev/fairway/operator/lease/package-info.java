/**
 * The annotations of the operator's Lease, by which people freeze, unfreeze and approve: what they
 * say, how they are read and written, and the Events about them. Imports {@code settings} and
 * fabric8's client. Start with {@link dev.fairway.operator.lease.LeaseAnnotations}.
 */
@NullMarked
package dev.fairway.operator.lease;

import org.jspecify.annotations.NullMarked;
