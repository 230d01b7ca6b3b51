package dev.fairway.examples.custombackend;

import dev.fairway.examples.custombackend.AcmeCallException.Fate;
import dev.fairway.examples.custombackend.acme.AcmeConnection;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The controller's commands, in the vendor's model. The session ends with the call, and with it
 * every candidate that was not committed.
 *
 * <p>Readings throw a {@link BackendException}, writes an {@link AcmeCallException}.
 */
final class AcmeSession implements AutoCloseable {

  private final AcmeClient client;
  private final AcmeConnection controller;
  private final String token;
  private final CallContext call;

  AcmeSession(AcmeClient client, AcmeConnection controller, String token, CallContext call) {
    this.client = client;
    this.controller = controller;
    this.token = token;
    this.call = call;
  }

  /** Every site, ascending by name. */
  List<AcmeSite> sites() {
    List<String> answer = read("read the sites", "sites");
    List<AcmeSite> sites = new ArrayList<>();
    for (String line : answer.subList(1, answer.size())) {
      sites.add(
          AcmeSyntax.tryParseSite(line)
              .orElseThrow(() -> AcmeClient.unreadable("read the sites").toBackendException()));
    }
    sites.sort(Comparator.comparing(AcmeSite::name));
    return sites;
  }

  /** What every site holds, in the order of the sites. */
  List<AcmeSiteConfig> configs() {
    return sites().stream().map(site -> config(site.name())).toList();
  }

  private AcmeSiteConfig config(String site) {
    String what = "read site " + site;
    List<String> answer = read(what, "show " + site);
    try {
      return AcmeSyntax.tryParseConfig(site, number(answer, what), answer.subList(1, answer.size()))
          .orElseThrow(() -> AcmeClient.unreadable(what));
    } catch (AcmeCallException failed) {
      throw failed.toBackendException();
    }
  }

  /** Adds an object; gives the site's counter after it. */
  long addObject(String site, long changes, AcmeObject object) {
    String command = "object-add " + site + " " + changes + "\n" + AcmeSyntax.text(object);
    return write("site " + site + ", add object " + object.name(), command);
  }

  /** Deletes an object; gives the site's counter after it. */
  long deleteObject(String site, long changes, String object) {
    String command = "object-delete " + site + " " + changes + " " + object;
    return write("site " + site + ", delete object " + object, command);
  }

  /** Puts a whole rule list into the session's candidate. */
  long load(String site, long changes, List<String> lines) {
    String command = "load " + site + " " + changes + "\n" + String.join("\n", lines);
    return write("site " + site + ", load the rules", command);
  }

  /** Puts the candidate in force, all of it at once. */
  long commit(String site, long changes) {
    return write("site " + site + ", commit the rules", "commit " + site + " " + changes);
  }

  private List<String> read(String what, String command) {
    try {
      return client.send(controller, what, token + " " + command, call);
    } catch (AcmeCallException failed) {
      throw failed.toBackendException();
    }
  }

  /** The one way to write: the host is asked right before. */
  // tag::write[]
  private long write(String what, String command) {
    try {
      call.checkMayWrite();
    } catch (BackendException withdrawn) {
      String sentence = what + ": not begun, because the host withdrew its permission to write";
      throw new AcmeCallException(Fate.UNSENT, withdrawn.kind(), sentence);
    }
    return number(client.send(controller, what, token + " " + command, call), what);
  }

  // end::write[]

  private static long number(List<String> answer, String what) {
    String word = word(answer, what);
    if (!word.matches("[0-9]{1,18}")) {
      throw AcmeClient.unreadable(what);
    }
    return Long.parseLong(word);
  }

  /** The word behind {@code ok}. */
  static String word(List<String> answer, String what) {
    String[] words = answer.get(0).split(" ", -1);
    if (words.length != 2) {
      throw AcmeClient.unreadable(what);
    }
    return words[1];
  }

  /** Logs out, without waiting for the answer: a session that stays open does no harm. */
  @Override
  public void close() {
    CompletableFuture<String> unread = controller.send(token + " logout");
    unread.cancel(false);
  }
}
