package dev.fairway.operator.demo;

import java.util.List;

/**
 * What happened in a story that was told to its end.
 *
 * @param cast who played
 * @param passes every pass, in order
 * @param sightings every answer of the fabric that was shown, in order
 * @param packetsWatched how many packets were asked for during the rolling update
 * @param strays those of them that did not take the way that they should
 * @param rulesLeft how many rules are on the fabric at the end
 */
record StoryFacts(
    Cast cast,
    List<PlayedPass> passes,
    List<Sighting> sightings,
    long packetsWatched,
    List<String> strays,
    int rulesLeft) {

  /** Copies. */
  StoryFacts {
    passes = List.copyOf(passes);
    sightings = List.copyOf(sightings);
    strays = List.copyOf(strays);
  }
}
