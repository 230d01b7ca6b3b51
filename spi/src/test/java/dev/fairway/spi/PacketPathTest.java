package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketPathTest {

  private static final Transport MPLS = new Transport("mpls");
  private static final PacketPath BUSINESS = PacketPath.over(new Transport("biz-internet"));
  private static final Dscp EF = Dscp.parse("ef");

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

  @Test
  void text_furtherParts_areInTheWordsOfATreatment() {
    assertEquals(
        "mpls encryption=required inspect=firewall onward=biz-internet dscp=ef",
        PacketPath.over(MPLS)
            .withEncryptedOnly()
            .withMark(EF)
            .withFunction("firewall", BUSINESS.withEncryptedOnly())
            .text());
    assertEquals("any encryption=required", PacketPath.any().withEncryptedOnly().text());
    assertEquals("any inspect=firewall", PacketPath.any().withFunction("firewall").text());
    assertEquals(
        "mpls inspect=firewall onward=any",
        PacketPath.over(MPLS).withFunction("firewall", PacketPath.any()).text());
    assertEquals("any dscp=ef", PacketPath.any().withMark(EF).text());
    assertEquals("drop access=deny", PacketPath.dropByRule().text());
  }

  @Test
  void dropReason_standsExactlyWhereThePacketIsDropped() {
    assertEquals(Optional.of(PacketPath.DropReason.NO_PATH), PacketPath.drop().dropReason());
    assertEquals(Optional.of(PacketPath.DropReason.RULE), PacketPath.dropByRule().dropReason());
    assertEquals(Optional.empty(), PacketPath.any().dropReason());
    for (PacketPath.Kind kind : PacketPath.Kind.values()) {
      boolean dropped = kind == PacketPath.Kind.DROP;
      Optional<PacketPath.DropReason> wrong =
          dropped ? Optional.empty() : Optional.of(PacketPath.DropReason.RULE);
      Optional<Transport> transport =
          kind == PacketPath.Kind.TRANSPORT ? Optional.of(MPLS) : Optional.empty();
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new PacketPath(
                  kind,
                  transport,
                  false,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  wrong));
    }
  }

  @Test
  void parts_ofAPacketThatCrossesNoWan_areRefused() {
    for (PacketPath path :
        List.of(PacketPath.drop(), PacketPath.dropByRule(), PacketPath.local())) {
      assertThrows(IllegalArgumentException.class, path::withEncryptedOnly);
      assertThrows(IllegalArgumentException.class, () -> path.withFunction("firewall"));
      assertThrows(IllegalArgumentException.class, () -> path.withMark(EF));
      assertThrows(
          IllegalArgumentException.class,
          () -> PacketPath.over(MPLS).withFunction("firewall", path));
    }
    assertThrows(IllegalArgumentException.class, () -> PacketPath.any().withFunction("Fire Wall"));
    assertThrows(
        IllegalArgumentException.class,
        () -> PacketPath.any().withFunction("firewall", BUSINESS.withMark(EF)));
  }
}
