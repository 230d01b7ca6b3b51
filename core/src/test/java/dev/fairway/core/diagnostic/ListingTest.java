package dev.fairway.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

  @Test
  void of_upToTheMost_namesAll() {
    assertEquals("", Listing.of(2, List.of()));
    assertEquals("a", Listing.of(2, List.of("a")));
    assertEquals("b, a", Listing.of(2, List.of("b", "a")));
  }

  @Test
  void of_more_countsTheRest() {
    assertEquals("a, b and 1 more", Listing.of(2, List.of("a", "b", "c")));
    assertEquals("a; b and 2 more", Listing.of(2, "; ", List.of("a", "b", "c", "d")));
  }
}
