package dev.fairway.catalyst.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/** What a file of trusted certificates holds. */
final class CertificateFile {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  private CertificateFile() {}

  /**
   * One or more certificates in PEM.
   *
   * @throws IllegalArgumentException where there is none, or one cannot be read
   */
  static List<Certificate> parse(String pem) {
    int begin = pem.indexOf(BEGIN);
    if (begin < 0) {
      throw new IllegalArgumentException(
          "the file of trusted certificates holds no line '" + BEGIN + "': PEM is needed");
    }
    try {
      byte[] bytes = pem.substring(begin).getBytes(StandardCharsets.US_ASCII);
      return List.copyOf(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes)));
    } catch (CertificateException unreadable) {
      throw new IllegalArgumentException(
          "the file of trusted certificates holds something beside certificates, or a broken one",
          unreadable);
    }
  }
}
