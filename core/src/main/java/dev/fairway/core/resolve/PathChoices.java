package dev.fairway.core.resolve;

import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The transports chosen for pairs of sites, for each treatment that leaves the choice open. A pair
 * has no order: both directions of a connection take one choice. Immutable and thread-safe.
 *
 * @param byTreatment the choices, by treatment without its admission, then by pair
 */
public record PathChoices(SortedMap<Treatment, Map<SitePair, Steer>> byTreatment) {

  /** No choice at all: every pair has what the treatment says. */
  public static final PathChoices NONE = new PathChoices(Collections.emptySortedMap());

  /** The most exceptions for one treatment and one site of its Service. */
  public static final int MOST_EXCEPTIONS = 64;

  /** Copies. */
  public PathChoices {
    SortedMap<Treatment, Map<SitePair, Steer>> copy = new TreeMap<>();
    byTreatment.forEach((treatment, pairs) -> copy.put(treatment, Map.copyOf(pairs)));
    byTreatment = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * Two sites, in no order.
   *
   * @param first the lower one
   * @param second the higher one
   */
  public record SitePair(SiteId first, SiteId second) {

    /** Sorts. */
    public SitePair {
      if (first.compareTo(second) > 0) {
        SiteId lower = second;
        second = first;
        first = lower;
      }
    }
  }

  /**
   * The choices of one treatment for the peers of one site of its Service.
   *
   * @param base the answer of most peer sites, and of peers at no known site
   * @param exceptions every other answer with its peer sites, those of most sites first, at most
   *     {@link #MOST_EXCEPTIONS}
   * @param merged the peer sites whose answer is one too many, so that they have the base
   */
  public record AtSite(
      Treatment base, Map<Treatment, SortedSet<SiteId>> exceptions, SortedSet<SiteId> merged) {

    /** The treatment of a peer at that site. */
    public Treatment of(Optional<SiteId> peer) {
      return peer.flatMap(
              site ->
                  exceptions.entrySet().stream()
                      .filter(exception -> exception.getValue().contains(site))
                      .map(Map.Entry::getKey)
                      .findFirst())
          .orElse(base);
    }
  }

  /** True where a choice exists for some pair. */
  public boolean concern(Treatment treatment) {
    return byTreatment.containsKey(treatment);
  }

  /**
   * The choices for the peers of one site: of all answers the commonest is the base; of several as
   * common ones that of the treatment itself, then the first by text.
   *
   * @param treatment a treatment without admission
   * @param site the site of the Service's address; absent: unknown, then every peer has the
   *     treatment itself
   * @param sites every site of the WAN
   */
  public AtSite at(Treatment treatment, Optional<SiteId> site, Collection<SiteId> sites) {
    Map<SitePair, Steer> pairs = byTreatment.getOrDefault(treatment, Map.of());
    SortedMap<Treatment, SortedSet<SiteId>> answers = new TreeMap<>();
    if (site.isPresent() && !pairs.isEmpty()) {
      for (SiteId peer : sites) {
        if (!peer.equals(site.get())) {
          Steer chosen = pairs.get(new SitePair(site.get(), peer));
          Treatment answer = chosen == null ? treatment : treatment.withSteer(chosen);
          answers.computeIfAbsent(answer, absent -> new TreeSet<>()).add(peer);
        }
      }
    }
    List<Map.Entry<Treatment, SortedSet<SiteId>>> commonest = new ArrayList<>(answers.entrySet());
    commonest.sort(
        Comparator.comparing(
                (Map.Entry<Treatment, SortedSet<SiteId>> answer) -> -answer.getValue().size())
            .thenComparing(answer -> !answer.getKey().equals(treatment)));
    Map<Treatment, SortedSet<SiteId>> exceptions = new LinkedHashMap<>();
    SortedSet<SiteId> merged = new TreeSet<>();
    commonest.stream()
        .skip(1)
        .forEach(
            answer -> {
              if (exceptions.size() < MOST_EXCEPTIONS) {
                exceptions.put(answer.getKey(), answer.getValue());
              } else {
                merged.addAll(answer.getValue());
              }
            });
    return new AtSite(
        commonest.isEmpty() ? treatment : commonest.get(0).getKey(), exceptions, merged);
  }
}
