package dev.fairway.demo;

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
record DemoResult(
    DemoServices cast,
    List<PlayedPass> passes,
    List<ObservedPath> sightings,
    long packetsWatched,
    List<String> strays,
    int rulesLeft) {

  /** Copies. */
  DemoResult {
    passes = List.copyOf(passes);
    sightings = List.copyOf(sightings);
    strays = List.copyOf(strays);
  }
}
