package dev.fairway.examples.custombackend;

import java.util.List;
import java.util.Optional;

/**
 * Vendor model: one line of a site's rule list.
 *
 * @param name at most 24 characters, each once in a list
 * @param zone the zone whose packets it looks at
 * @param from the name of the senders' address object; absent: any
 * @param to the name of the receivers' address object; absent: any
 * @param proto the protocol's number; absent: any
 * @param sports the senders' ports, as in {@code 80,8000-8080}; absent: any
 * @param dports the receivers' ports; absent: any
 * @param via circuits, most wanted first
 * @param otherwise {@code drop} or {@code best}: what happens while none of them is up
 * @param note free text
 */
// tag::rule[]
record AcmeRule(
    String name,
    String zone,
    Optional<String> from,
    Optional<String> to,
    Optional<Integer> proto,
    Optional<String> sports,
    Optional<String> dports,
    List<String> via,
    String otherwise,
    String note) {}
// end::rule[]
