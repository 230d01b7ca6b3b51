package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.Secret;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

class ManagerTlsTest {

  private static final ManagerLogin LOGIN =
      new ManagerLogin.FormLogin(ScriptedManager.USER, new Secret(ScriptedManager.PASSWORD));

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final RecordingLogger log = new RecordingLogger();

  private void ask(ScriptedManager manager, ConnectionOptions access) {
    manager.on("GET /dataservice/x", ScriptedReply.json("{}"));
    try (ManagerClient client = new ManagerClient(access, clock, RequestListener.none(), log)) {
      client.within(LimitedCallContext.of(clock)).get("/x");
    }
  }

  @Test
  void get_certificateOfNobodyKnown_saysWhatToGive() {
    try (ScriptedManager manager = new ScriptedManager()) {
      ManagerException failure =
          assertThrows(
              ManagerException.class,
              () -> ask(manager, ConnectionOptions.to(manager.address(), LOGIN)));

      assertEquals(Reason.UNREACHABLE, failure.reason());
      assertTrue(failure.sentence().contains("caFile"), failure.sentence());
      assertEquals(List.of(), manager.names());
    }
  }

  @Test
  void get_certificateAmongSeveralOfTheFile_isTrusted() {
    HeldCertificate other = ScriptedManager.certificateFor("elsewhere");
    try (ScriptedManager manager = new ScriptedManager()) {
      String pem = "issued by hand\n" + other.certificatePem() + manager.certificatePem();

      ask(manager, ConnectionOptions.to(manager.address(), LOGIN).withCaPem(pem));

      assertEquals(1, manager.count("GET /dataservice/x"));
    }
  }

  @Test
  void get_certificateOfAnotherHost_isRefusedThoughTrusted() {
    HeldCertificate elsewhere = ScriptedManager.certificateFor("elsewhere.example");
    try (ScriptedManager manager = new ScriptedManager(elsewhere)) {
      ConnectionOptions access =
          ConnectionOptions.to(manager.address(), LOGIN).withCaPem(elsewhere.certificatePem());

      ManagerException failure = assertThrows(ManagerException.class, () -> ask(manager, access));

      assertTrue(failure.sentence().contains("is for another host"), failure.sentence());
      assertEquals(List.of(), manager.names());
    }
  }

  @Test
  void get_insecure_takesAnybodyAndWarns() {
    HeldCertificate elsewhere = ScriptedManager.certificateFor("elsewhere.example");
    try (ScriptedManager manager = new ScriptedManager(elsewhere)) {
      ask(manager, ConnectionOptions.to(manager.address(), LOGIN).withoutVerification());

      assertEquals(1, manager.count("GET /dataservice/x"));
      assertTrue(log.lines().get(0).startsWith("WARN insecure: "));
    }
  }
}
