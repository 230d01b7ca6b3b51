package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.wan.Transport;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketPathTest {

  private static final Transport MPLS = new Transport("mpls");

  @Test
  void text_isTheTransportOrTheKind() {
    assertEquals("mpls", PacketPath.over(MPLS).text());
    assertEquals("any", PacketPath.any().text());
    assertEquals("drop", PacketPath.drop().text());
    assertEquals("local", PacketPath.local().text());
  }

  @Test
  void transport_standsExactlyWhereTheKindSaysSo() {
    for (PacketPath.Kind kind : PacketPath.Kind.values()) {
      boolean needed = kind == PacketPath.Kind.TRANSPORT;
      Optional<Transport> wrong = needed ? Optional.empty() : Optional.of(MPLS);
      assertThrows(IllegalArgumentException.class, () -> new PacketPath(kind, wrong));
    }
  }
}
