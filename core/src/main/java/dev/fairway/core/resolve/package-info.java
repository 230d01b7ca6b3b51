/**
 * Declarations resolved against the WAN and the target: ports by name, transports, features,
 * addresses. Imports {@code snapshot}. Both {@code semantics} and {@code translate} read a resolved
 * fleet, and do not know each other. Start with {@link dev.fairway.core.resolve.Resolver}.
 */
@NullMarked
package dev.fairway.core.resolve;

import org.jspecify.annotations.NullMarked;
