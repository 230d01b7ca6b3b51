/**
 * The vendor's world: a small controller that Acme might sell, in memory. It has its own words
 * (sites, gateways, circuits, zones, address objects, rule lists), speaks text, and knows nothing
 * of Fairway; it imports the JDK only. Start with {@link
 * dev.fairway.examples.custombackend.acme.AcmeController}.
 */
@NullMarked
package dev.fairway.examples.custombackend.acme;

import org.jspecify.annotations.NullMarked;
