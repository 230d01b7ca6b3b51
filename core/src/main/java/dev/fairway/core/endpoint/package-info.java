/** The endpoints of Services: addresses and ports. Imports {@code net} and {@code wan}. */
@NullMarked
package dev.fairway.core.endpoint;

import org.jspecify.annotations.NullMarked;
