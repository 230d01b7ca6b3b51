package dev.fairway.operator.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks a running operator instead of files. Filled in by the command line. */
final class ServerOption {

  private static final String DEFAULT = "http://127.0.0.1:8080";

  @Option(
      names = "--server",
      paramLabel = "URL",
      arity = "0..1",
      fallbackValue = DEFAULT,
      description =
          "Ask a running Fairway instead of reading files. Without a URL: ${FALLBACK-VALUE}.")
  private @Nullable String server;

  /**
   * The URL of the operator; empty where files are to be read.
   *
   * @throws ProblemException where both are given, or the URL is none
   */
  Optional<URI> urlInsteadOf(SourceOptions files) {
    if (server == null) {
      return Optional.empty();
    }
    if (files.namesAnything()) {
      throw ProblemException.ofArgument(
          "--server asks a running Fairway, which has its own Services and fabric: leave out -f,"
              + " --fabric, --config, --namespace, --assume-pods and the settings",
          List.of());
    }
    return Optional.of(url(server));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare =
          (url.getRawPath() == null || url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && url.getRawUserInfo() == null;
      if (web && url.getHost() != null && bare) {
        return url.resolve("/");
      }
    } catch (URISyntaxException malformed) {
      // Reported below; the text itself may hold a password.
    }
    throw ProblemException.ofArgument(
        "--server takes a URL of scheme, host and port and nothing else, as in " + DEFAULT,
        List.of());
  }
}
