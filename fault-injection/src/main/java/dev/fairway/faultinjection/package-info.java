/**
 * Fault injection for simulated servers: an HTTP server on the JDK's own that can go away and come
 * back, rules that let the n-th matching request fail, and requests that hang until a test releases
 * them or cuts their connections. Imports the JDK only. Start with {@link
 * dev.fairway.faultinjection.FaultInjector}.
 */
@NullMarked
package dev.fairway.faultinjection;

import org.jspecify.annotations.NullMarked;
