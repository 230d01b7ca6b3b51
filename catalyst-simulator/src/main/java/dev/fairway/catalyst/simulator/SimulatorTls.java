package dev.fairway.catalyst.simulator;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The certificate authority and the server certificate, new for each simulator. */
final class SimulatorTls {

  private static final long DAYS = 365;

  private final HeldCertificate authority;
  private final HeldCertificate server;

  SimulatorTls(Set<String> names) {
    authority =
        new HeldCertificate.Builder()
            .commonName("Simulated Manager's authority")
            .certificateAuthority(0)
            .duration(DAYS, TimeUnit.DAYS)
            .build();
    HeldCertificate.Builder builder =
        new HeldCertificate.Builder()
            .commonName("Simulated Manager")
            .signedBy(authority)
            .duration(DAYS, TimeUnit.DAYS);
    Set<String> all = new TreeSet<>(names);
    all.add("localhost");
    all.add("127.0.0.1");
    all.forEach(builder::addSubjectAlternativeName);
    server = builder.build();
  }

  String caPem() {
    return authority.certificatePem();
  }

  SSLContext context() {
    return new HandshakeCertificates.Builder()
        .heldCertificate(server, authority.certificate())
        .build()
        .sslContext();
  }
}
