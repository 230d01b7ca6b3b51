package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.spi.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOptionsTest {

  private static final ManagerLogin LOGIN =
      new ManagerLogin.FormLogin("ada", new Secret("open-sesame-42"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://manager.example",
        "manager.example",
        "https://",
        "https://ada:pw@manager.example",
        "https://manager.example/dataservice",
        "https://manager.example?x=1",
        "https://manager example",
      })
  void to_anythingButHttpsHostAndPort_isRefused(String address) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ConnectionOptions.to(address, LOGIN));

    assertFalse(refused.getMessage().contains("pw"), refused.getMessage());
  }

  @Test
  void to_hostAndPort_isTaken() {
    assertEquals(8443, ConnectionOptions.to("https://m.example:8443/", LOGIN).base().getPort());
    assertEquals("m.example", ConnectionOptions.to(" https://m.example ", LOGIN).base().getHost());
  }

  @Test
  void withCaPem_noPem_isRefusedAtOnce() {
    ConnectionOptions access = ConnectionOptions.to("https://m.example", LOGIN);

    assertThrows(IllegalArgumentException.class, () -> access.withCaPem("no certificate"));
    assertThrows(
        IllegalArgumentException.class,
        () -> access.withCaPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
  }

  @Test
  void withoutVerification_besideTrustedCertificates_isRefused() {
    String pem = ScriptedManager.certificateFor("m.example").certificatePem();
    ConnectionOptions access = ConnectionOptions.to("https://m.example", LOGIN).withCaPem(pem);

    assertThrows(IllegalArgumentException.class, access::withoutVerification);
  }

  @Test
  void toString_holdsNoSecret() {
    assertTrue(ConnectionOptions.to("https://m.example", LOGIN).toString().contains("***"));
    assertFalse(ConnectionOptions.to("https://m.example", LOGIN).toString().contains("sesame"));
  }

  @Test
  void apiKey_thatNoHeaderHolds_isRefusedWithoutShowingIt() {
    Secret broken = new Secret("sesame\nX-Other: 1");

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new ManagerLogin.ApiKeyLogin(broken));

    assertFalse(refused.getMessage().contains("sesame"));
  }

  @ParameterizedTest
  @CsvSource({"20.12.3, 20, 12", "20.9.0.02-li, 20, 9", "20.1.999-98, 20, 1", "26.1, 26, 1"})
  void release_ofAllSorts_isItsFirstTwoNumbers(String text, int major, int minor) {
    assertEquals(Optional.of(new ManagerRelease(major, minor)), ManagerRelease.tryParse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "v20.12", "latest", "20.", "99999.1"})
  void release_ofNoSort_isEmpty(String text) {
    assertEquals(Optional.empty(), ManagerRelease.tryParse(text));
  }

  @Test
  void release_comparesByNumberNotByText() {
    assertTrue(new ManagerRelease(20, 12).atLeast(20, 9));
    assertTrue(new ManagerRelease(26, 1).atLeast(20, 12));
    assertFalse(new ManagerRelease(20, 9).atLeast(20, 12));
  }
}
