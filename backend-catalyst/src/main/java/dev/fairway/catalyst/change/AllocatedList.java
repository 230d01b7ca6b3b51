package dev.fairway.catalyst.change;

import dev.fairway.catalyst.wire.PolicyList;

/**
 * A list to which something will refer.
 *
 * @param list its content, under the name that it has or gets
 * @param id the Manager's id; empty where it is to be created
 * @param write the write that it needs
 */
record AllocatedList(PolicyList list, String id, Write write) {

  /** The writes of a list. */
  enum Write {
    /** The list is there with its content. */
    NONE,
    /** A list to which nothing refers has the name and other content. */
    REPLACE,
    /** No list has the name. */
    CREATE
  }
}
