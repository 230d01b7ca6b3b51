package dev.fairway.examples.custombackend;

import java.util.List;

/**
 * Vendor model: addresses under a name. Never changed once it is there; a rule that needs other
 * addresses refers to another object.
 *
 * @param name at most 24 characters, each once at a site
 * @param prefixes in CIDR form, ascending
 * @param note free text
 */
record AcmeObject(String name, List<String> prefixes, String note) {

  /** Copies. */
  AcmeObject {
    prefixes = List.copyOf(prefixes);
  }
}
