package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.IpProtocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressPortTest {

  @Test
  void compareTo_allPorts_comesBehindEveryPort() {
    List<AddressPort> ascending =
        List.of(
            AddressPort.of(IpProtocol.TCP, 53),
            AddressPort.of(IpProtocol.TCP, 80),
            AddressPort.of(IpProtocol.UDP, 53),
            AddressPort.of(IpProtocol.SCTP, 1),
            AddressPort.ALL);
    assertEquals(ascending, Stream.of(4, 2, 0, 3, 1).map(ascending::get).sorted().toList());
    assertEquals("tcp/53 all", ascending.get(0) + " " + AddressPort.ALL);
  }

  @Test
  void addressPort_halfAPort_throws() {
    assertThrows(
        IllegalArgumentException.class, () -> new AddressPort(Optional.of(IpProtocol.TCP), -1));
    assertThrows(IllegalArgumentException.class, () -> new AddressPort(Optional.empty(), 80));
    assertThrows(IllegalArgumentException.class, () -> AddressPort.of(IpProtocol.TCP, 0));
    assertThrows(IllegalArgumentException.class, () -> AddressPort.of(IpProtocol.TCP, 65_536));
  }
}
