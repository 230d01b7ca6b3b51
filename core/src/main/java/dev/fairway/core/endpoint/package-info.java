/** The addresses that serve a Service, and their ports. Imports {@code net} and {@code wan}. */
@NullMarked
package dev.fairway.core.endpoint;

import org.jspecify.annotations.NullMarked;
