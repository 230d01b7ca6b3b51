package dev.fairway.catalyst.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The TLS verification of a client: the certificates that are trusted as the Manager's. */
final class TlsTrust {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  private TlsTrust() {}

  /** Trusts what the options say: the machine's certificates, those of a file, or any. */
  static void install(ConnectionOptions options, OkHttpClient.Builder client) {
    Optional<X509TrustManager> trust =
        options.insecure()
            ? Optional.of(new TrustAll())
            : options.caPem().map(TlsTrust::parse).map(TlsTrust::only);
    trust.ifPresent(
        manager -> client.sslSocketFactory(context(manager).getSocketFactory(), manager));
    if (options.insecure()) {
      client.hostnameVerifier((host, session) -> true);
    }
  }

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

  private static X509TrustManager only(List<Certificate> trusted) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int index = 0; index < trusted.size(); index++) {
        store.setCertificateEntry("trusted-" + index, trusted.get(index));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("this Java knows no X.509"));
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalArgumentException("the trusted certificates cannot be used", unusable);
    }
  }

  private static SSLContext context(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException("this Java has no TLS", noTls);
    }
  }

  /** Accepts every certificate, for the setting {@code insecure}. */
  private static final class TrustAll extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
