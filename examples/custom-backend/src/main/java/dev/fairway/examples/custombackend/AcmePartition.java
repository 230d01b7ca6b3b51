package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import java.util.List;

/**
 * Where in a site's list an owner's rules stand: together, behind every owner that comes before in
 * the order of ids and ahead of every one that comes after. Within those bounds they stay where
 * they are, so that foreign rules keep their place; new ones go to the end.
 */
final class AcmePartition {

  private AcmePartition() {}

  /** The position among the entries that are not the owner's, from 0. */
  static int position(OwnerId owner, List<AcmeEntry> entries) {
    int others = 0;
    int own = -1;
    int least = 0;
    int most = -1;
    for (AcmeEntry entry : entries) {
      int order = entry.note().map(note -> note.owner().compareTo(owner)).orElse(0);
      if (entry.isOf(owner)) {
        own = own < 0 ? others : own;
        continue;
      }
      if (order > 0 && most < 0) {
        most = others;
      }
      others++;
      if (order < 0) {
        least = others;
      }
    }
    int wanted = own < 0 ? others : own;
    int bound = most < 0 ? others : Math.max(least, most);
    return Math.max(least, Math.min(wanted, bound));
  }
}
