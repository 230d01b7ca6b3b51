package dev.fairway.core.policy;

import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The scope of a rule: where it is in force.
 *
 * @param segment the segment whose packets it looks at
 * @param sites the sites at whose edges it is installed, ascending: a rule without a site is in
 *     force nowhere
 */
public record Scope(Segment segment, SortedSet<SiteId> sites) {

  /** Copies. */
  public Scope {
    sites = Collections.unmodifiableSortedSet(new TreeSet<>(sites));
  }
}
