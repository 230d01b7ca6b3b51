package dev.fairway.catalyst.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Whose certificates are taken for the Manager's. */
final class TlsTrust {

  private TlsTrust() {}

  /** Sets it up as the access says: the machine's, those of a file, or anybody's. */
  static void install(ConnectionOptions access, OkHttpClient.Builder client) {
    Optional<X509TrustManager> trust =
        access.insecure()
            ? Optional.of(new TrustAnybody())
            : access.caPem().map(CertificateFile::parse).map(TlsTrust::only);
    trust.ifPresent(
        manager -> client.sslSocketFactory(context(manager).getSocketFactory(), manager));
    if (access.insecure()) {
      client.hostnameVerifier((host, session) -> true);
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
}
