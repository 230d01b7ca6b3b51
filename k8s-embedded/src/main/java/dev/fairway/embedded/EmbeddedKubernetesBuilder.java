package dev.fairway.embedded;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The builder of an {@link EmbeddedKubernetes}. Not thread-safe. */
public final class EmbeddedKubernetesBuilder {

  private int port;
  private int history = 10_000;
  private Optional<SSLContext> tls = Optional.empty();
  private String authority = "";
  private String token = "";
  private Clock clock = Clock.systemUTC();
  private Duration bookmarkEvery = Duration.ofMinutes(1);

  EmbeddedKubernetesBuilder() {}

  /** Listens on this port; 0, the default, for a free one. */
  public EmbeddedKubernetesBuilder port(int number) {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException("port " + number);
    }
    this.port = number;
    return this;
  }

  /** Remembers so many changes, of all objects together, before it answers 410; 10,000 if unset. */
  public EmbeddedKubernetesBuilder history(int changes) {
    if (changes < 1) {
      throw new IllegalArgumentException("a history of " + changes + " changes");
    }
    this.history = changes;
    return this;
  }

  /**
   * Speaks HTTPS.
   *
   * @param context has the server's key
   * @param authorityPem the certificate that clients are to trust, which the kubeconfig then names
   */
  public EmbeddedKubernetesBuilder https(SSLContext context, String authorityPem) {
    this.tls = Optional.of(context);
    this.authority = authorityPem;
    return this;
  }

  /** Refuses with 401 who does not send this bearer token. */
  public EmbeddedKubernetesBuilder bearerToken(String secret) {
    this.token = secret;
    return this;
  }

  /** Where creation and deletion times come from; the system's clock if unset. */
  public EmbeddedKubernetesBuilder clock(Clock source) {
    this.clock = source;
    return this;
  }

  /**
   * How often a watch that asks for bookmarks gets one while nothing happens; a minute if unset.
   */
  public EmbeddedKubernetesBuilder bookmarkEvery(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("bookmarks every " + interval);
    }
    this.bookmarkEvery = interval;
    return this;
  }

  /** Starts it. */
  public EmbeddedKubernetes start() {
    return new EmbeddedKubernetes(this);
  }

  int port() {
    return port;
  }

  int history() {
    return history;
  }

  Optional<SSLContext> tls() {
    return tls;
  }

  String authority() {
    return authority;
  }

  String token() {
    return token;
  }

  Clock clock() {
    return clock;
  }

  Duration bookmarkEvery() {
    return bookmarkEvery;
  }
}
